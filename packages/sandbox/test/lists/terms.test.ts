import { TypedFastBitSet } from 'typedfastbitset';
import { expect, test } from 'vitest';
import { Terms } from '../../src/lists/terms.ts';

const keys = (terms: Terms<number>) => terms.ordered().map(({ key }) => key);
const slots = (terms: Terms<number>, low: number, high: number) => {
  const set = new TypedFastBitSet();
  terms.addBetween(
    set,
    (key) => key < low,
    (key) => key > high,
  );
  return set.array();
};

test.each([3, 100])('The order follows %i new keys, and those that go', (size) => {
  const terms = new Terms<number>();
  terms.add(50.5, 1000);
  expect(keys(terms)).toEqual([50.5]);
  for (let key = size; key > 0; key -= 1) terms.add(key, key);
  terms.add(2, 500);
  terms.remove(1, 1);
  terms.remove(3, 3);
  const expected = [50.5, ...Array.from({ length: size }, (_, index) => index + 1)].filter(
    (key) => key !== 1 && key !== 3,
  );
  expect(keys(terms)).toEqual(expected.sort((a, b) => a - b));
  expect(slots(terms, 0, 3)).toEqual([2, 500]);
  terms.remove(2, 2);
  expect(slots(terms, 0, 3)).toEqual([500]);
});

test('A slot counts once for a key', () => {
  const terms = new Terms<number>();
  for (const slot of [5, 5, 3, 3, 5]) terms.add(1, slot);
  terms.remove(1, 5);
  expect(slots(terms, 1, 1)).toEqual([3]);
  terms.remove(1, 3);
  expect(terms.get(1)).toBeUndefined();
});
