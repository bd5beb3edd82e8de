import { expect, test } from 'vitest';
import { toHex } from '../../src/internal/hex.ts';

test('toHex() writes two lower-case digits for each byte', () => {
  expect(toHex(new Uint8Array([0, 10, 171, 255]))).toBe('000aabff');
  expect(toHex(new Uint8Array())).toBe('');
});
