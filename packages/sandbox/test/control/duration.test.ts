import { expect, test } from 'vitest';
import { duration } from '../../src/control/duration.ts';

test.each([
  ['250ms', 250],
  ['30s', 30_000],
  ['1.5m', 90_000],
  ['24h', 86_400_000],
  [' 3d ', 259_200_000],
  ['0s', 0],
])('%s has %d milliseconds', (text, milliseconds) => expect(duration(text)).toBe(milliseconds));

test.each(['', '5', '-5s', '5 s', '5y', '1e9d', 's', '٣d', 'Infinityd', `${'1'.repeat(50_000)}x`])(
  '%.20s is not a duration',
  (text) => {
    expect(() => duration(text)).toThrow(expect.objectContaining({ status: 400 }));
  },
);
