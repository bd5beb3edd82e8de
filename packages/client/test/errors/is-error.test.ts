import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { isError } from '../../src/errors/is-error.ts';

test.each([new Error('a'), new TypeError('b'), new DOMException('c'), runInNewContext("new RangeError('d')")])(
  '%s is an error',
  (value) => {
    expect(isError(value)).toBe(true);
  },
);

test.each([undefined, null, 'Error', {}, { name: 'Error', message: 'a' }, runInNewContext("({ message: 'b' })")])(
  '%o is not an error',
  (value) => {
    expect(isError(value)).toBe(false);
  },
);
