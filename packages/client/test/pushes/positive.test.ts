import { expect, test } from 'vitest';
import { positive } from '../../src/pushes/positive.ts';

test('positive() returns a number above 0, also without an end', () => {
  expect([positive('handlerTimeout', 0.5), positive('handlerTimeout', Infinity)]).toEqual([0.5, Infinity]);
});

test.each([0, -1, NaN, '1', null])('positive() rejects %j, and names the option', (value) => {
  expect(() => positive('handlerTimeout', value as number)).toThrow('`handlerTimeout` must be a number above 0.');
});
