import { expect, test } from 'vitest';
import { fromBase64, toBase64 } from '../../src/documents/base64.ts';

test('bytes survive the way to Base64 and back, however many they are', () => {
  for (const length of [0, 1, 2, 3, 0x8000, 0x8001]) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 31) % 256);
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  }
});

test.each(['%', 'data:text/plain;base64,eA==', 'eA=', 'ü'])('%j is not Base64', (text) => {
  expect(fromBase64(text)).toBeUndefined();
});
