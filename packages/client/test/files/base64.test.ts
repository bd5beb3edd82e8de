import { expect, test } from 'vitest';
import { toBase64 } from '../../src/files/base64.ts';

test('toBase64() encodes like Node, at sizes around its chunks too', () => {
  for (const size of [0, 1, 2, 3, 0x8000, 0x8001, 200_000]) {
    const bytes = Uint8Array.from({ length: size }, (_, index) => (index * 31) % 256);
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  }
});
