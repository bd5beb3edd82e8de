import { expect, test } from 'vitest';
import { changeSettings } from '../../src/control/change-settings.ts';
import { DEFAULT_SETTINGS } from '../../src/engine/settings.ts';

test('settings change by name, those of pushes too', () => {
  const settings = structuredClone(DEFAULT_SETTINGS);
  changeSettings(settings, { indexLag: 5, pushUrl: 'https://a.example', pushes: { copies: 3 } });
  expect(settings).toEqual({
    ...DEFAULT_SETTINGS,
    indexLag: 5,
    pushUrl: 'https://a.example',
    pushes: { ...DEFAULT_SETTINGS.pushes, copies: 3 },
  });
  changeSettings(settings, { pushUrl: '' });
  expect(settings.pushUrl).toBe('');
});

test.each<[Record<string, unknown>, string]>([
  [{ unknown: 1 }, 'no setting unknown'],
  [{ toString: 1 }, 'no setting toString'],
  [{ indexLag: '5' }, 'indexLag must be a number'],
  [{ indexLag: null }, 'indexLag must be a number'],
  [{ indexLag: -1 }, 'indexLag must be a number from 0'],
  [{ indexLag: Number.NaN }, 'indexLag must be a number from 0'],
  [{ indexLag: Number.POSITIVE_INFINITY }, 'indexLag must be a number from 0'],
  [{ indexLag: 1, publicUrl: 'javascript:alert(1)' }, 'publicUrl must be an address'],
  [{ publicUrl: 'localhost' }, 'publicUrl must be an address'],
  [{ uniqueOrderIds: 1 }, 'uniqueOrderIds must be a boolean'],
  [{ indexLag: 1, pushes: null }, 'pushes must be an object'],
  [{ pushes: 5 }, 'pushes must be an object'],
  [{ pushes: ['a'] }, 'no setting 0'],
  [{ indexLag: 1, pushes: { copies: 1e9 } }, 'copies must be a number from 0 to 100'],
  [{ pushes: { timeout: 2 ** 40 } }, 'timeout must be'],
  [{ indexLag: 1, pushes: { unknown: 1 } }, 'no setting unknown'],
])('%j is rejected, and changes nothing', (changes, details) => {
  const settings = structuredClone(DEFAULT_SETTINGS);
  expect(() => changeSettings(settings, changes)).toThrow(
    expect.objectContaining({ status: 400, message: expect.stringContaining(details) }),
  );
  expect(settings).toEqual(DEFAULT_SETTINGS);
});
