import { expect, test } from 'vitest';
import { fromBase64, toBase64 } from '../../src/documents/base64.ts';

test.each([0, 1, 2, 3, 24_575, 24_576, 24_577, 100_000])('%d bytes stay the same', (length) => {
  const bytes = Uint8Array.from({ length }, (_, index) => (index * 31) & 0xff);
  expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  expect(fromBase64(toBase64(bytes))).toEqual(bytes);
});

test.each(['a', 'data:text/plain;base64,QQ==', 'ä', '='])('%s is not Base64', (text) => {
  expect(fromBase64(text)).toBeUndefined();
});
