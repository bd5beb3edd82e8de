import { afterEach, expect, test, vi } from 'vitest';
import { processVariables, readVariable } from '../../src/internal/env-variables.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

test('processVariables() returns the environment of the process as it is now', () => {
  vi.stubEnv('SOME_VARIABLE', 'value');
  expect(processVariables()['SOME_VARIABLE']).toBe('value');
});

test.each([undefined, {}])('processVariables() is empty if `process` is %j', (process) => {
  vi.stubGlobal('process', process);
  expect(processVariables()).toEqual({});
});

test.each([
  ['a string, trimmed', ' value\n', 'value'],
  ['an empty string as missing', ' ', undefined],
  ['a binding of a Worker that is not a string as missing', { get: () => undefined }, undefined],
  ['nothing', undefined, undefined],
])('readVariable() reads %s', (_, value, expected) => {
  expect(readVariable({ SOME_VARIABLE: value }, 'SOME_VARIABLE')).toBe(expected);
});
