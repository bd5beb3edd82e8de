import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { sha256 } from '../../src/internal/sha256.ts';

test.each(['', 'abc', 'Müller € 💶'])('the hash of %j is that of Node', async (text) => {
  expect(Buffer.from(await sha256(text)).toString('hex')).toBe(createHash('sha256').update(text).digest('hex'));
});
