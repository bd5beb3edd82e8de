import { expect, test } from 'vitest';
import { isTerminalCall } from '../../src/transport/terminal-calls.ts';

const operation = { id: 'a.b.c', method: 'POST', path: '/A/{id}/start/{how}', safe: false } as const;

test('isTerminalCall() is decided by the operation', () => {
  expect(isTerminalCall(operation, ['1', 'cash'])).toBe(false);
  expect(isTerminalCall({ ...operation, waitsForTerminal: true }, ['1', 'cash'])).toBe(true);
});

test('isTerminalCall() is decided by the value of a path parameter, if the operation names one', () => {
  const withValues = { ...operation, waitsForTerminal: { parameter: 'how', values: ['card'] } };
  expect(isTerminalCall(withValues, ['1', 'card'])).toBe(true);
  expect(isTerminalCall(withValues, ['1', 'cash'])).toBe(false);
  expect(isTerminalCall(withValues, ['card'])).toBe(false);
  expect(isTerminalCall({ ...operation, waitsForTerminal: { parameter: 'other', values: ['card'] } }, ['card'])).toBe(
    false,
  );
});
