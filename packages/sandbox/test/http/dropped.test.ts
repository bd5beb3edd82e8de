import { expect, test } from 'vitest';
import { Dropped } from '../../src/http/dropped.ts';

test('a broken connection looks like that of fetch', () => {
  const dropped = new Dropped();
  expect(dropped).toBeInstanceOf(TypeError);
  expect(dropped).toMatchObject({ message: 'fetch failed', cause: { code: 'ECONNRESET' } });
});
