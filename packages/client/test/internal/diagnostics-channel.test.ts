import { channel } from 'node:diagnostics_channel';
import { afterEach, expect, test, vi } from 'vitest';
import { diagnosticsChannelModule } from '../../src/internal/diagnostics-channel.ts';

afterEach(() => vi.unstubAllGlobals());

test('returns the module of the runtime', () => {
  expect(diagnosticsChannelModule()?.channel('secuconnect:test')).toBe(channel('secuconnect:test'));
});

test.each([
  ['has no process', undefined],
  ['is too old', {}],
  ['does not have the module', { getBuiltinModule: () => undefined }],
  [
    'forbids modules of Node',
    {
      getBuiltinModule() {
        throw new Error('not supported');
      },
    },
  ],
])('returns nothing where the runtime %s', (_, process) => {
  vi.stubGlobal('process', process);
  const found = diagnosticsChannelModule();
  vi.unstubAllGlobals();
  expect(found).toBeUndefined();
});
