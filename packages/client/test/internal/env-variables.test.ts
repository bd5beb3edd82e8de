import { afterEach, expect, test, vi } from 'vitest';
import { processVariables } from '../../src/internal/env-variables.ts';

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
