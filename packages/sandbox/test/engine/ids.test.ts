import { describe, expect, test } from 'vitest';
import { Ids } from '../../src/engine/ids.ts';
import { counter } from './engine-fixture.ts';

const several = (ids: Ids): string[] => Array.from({ length: 50 }, () => ids.id('STX_'));

describe('ids', () => {
  test('have their prefix and thirty letters that people do not mix up', () => {
    for (const id of several(new Ids(counter()))) expect(id).toMatch(/^STX_[0-9A-HJKMNP-TV-Z]{30}$/);
  });

  test.each([undefined, 7])('differ from each other with the seed %s', (seed) => {
    expect(new Set(several(new Ids(counter(), seed))).size).toBe(50);
  });

  test('are the same for the same seed', () => {
    expect(several(new Ids(counter(), 7))).toEqual(several(new Ids(counter(), 7)));
  });

  test('differ for another seed, and without one', () => {
    const [first] = several(new Ids(counter(), 7));
    expect(several(new Ids(counter(), 8))).not.toContain(first);
    expect(several(new Ids(counter()))).not.toEqual(several(new Ids(counter())));
  });

  test('go on after a restart where the counter goes on', () => {
    const taken = counter();
    const before = several(new Ids(taken, 7));
    const after = several(new Ids(taken, 7));
    expect(after.filter((id) => before.includes(id))).toEqual([]);
    const whole = new Ids(counter(), 7);
    expect([...several(whole), ...several(whole)]).toEqual([...before, ...after]);
  });
});

test('letters and hashes have the length asked for', () => {
  const ids = new Ids(counter(), 1);
  expect(ids.letters(8)).toMatch(/^[0-9A-Z]{8}$/);
  expect(ids.hash(26)).toMatch(/^[0-9a-z]{26}$/);
  expect(ids.hash()).toHaveLength(20);
});

test('numbers count from their start, each name for itself', () => {
  const ids = new Ids(counter());
  expect([ids.number('trace', 100), ids.number('trace', 100), ids.number('receipt', 1)]).toEqual([100, 101, 1]);
});

test.each([undefined, 7])('fractions are spread over 0 to 1 with the seed %s', (seed) => {
  const ids = new Ids(counter(), seed);
  const fractions = Array.from({ length: 400 }, () => ids.fraction());
  for (const fraction of fractions) {
    expect(fraction).toBeGreaterThanOrEqual(0);
    expect(fraction).toBeLessThan(1);
  }
  const quarters = new Set(fractions.map((fraction) => Math.floor(fraction * 4)));
  expect([...quarters].sort()).toEqual([0, 1, 2, 3]);
});
