import { beforeEach, expect, test } from 'vitest';
import { SandboxClock } from '../../src/engine/clock.ts';
import { Ids } from '../../src/engine/ids.ts';
import { Scrolls } from '../../src/lists/scrolls.ts';

let clock: SandboxClock;
let scrolls: Scrolls;

beforeEach(() => {
  let count = 0;
  clock = new SandboxClock(0);
  scrolls = new Scrolls(clock, new Ids(() => count++, 1));
});

test('A scroll expires on the clock of the sandbox, unless it is prolonged', () => {
  const { scrollId } = scrolls.start(['a', 'b', 'c', 'd'], 1, '30s');
  clock.moveTo(29_999);
  scrolls.continue(scrollId, '1m');
  clock.moveTo(89_998);
  expect(scrolls.continue(scrollId, undefined).texts).toEqual(['c']);
  clock.moveTo(89_999);
  expect(() => scrolls.continue(scrollId, undefined)).toThrow(/ProductNotFoundException: The scroll .* has expired/);
});

test('An unknown scroll is not found', () => {
  expect(() => scrolls.continue('x', undefined)).toThrow('ProductNotFoundException: There is no scroll x');
});

test.each(['', '5', 'm', '0s', '5d', '-5m', '1.5h'])('"%s" is no time for a scroll', (expire) => {
  expect(() => scrolls.start([], 1, expire)).toThrow('ProductFormatException');
});

test('Only so many scrolls are open at a time', () => {
  for (let number = 0; number < 100; number += 1) scrolls.start([], 1, '1m');
  expect(() => scrolls.start([], 1, '1m')).toThrow('More than 100 scrolls are open');
  clock.moveTo(60_000);
  expect(scrolls.start(['a'], 1, '1h').texts).toEqual(['a']);
});

test('A scroll needs a count', () => expect(() => scrolls.start(['a'], 0, '1m')).toThrow('ProductFormatException'));
