import { describe, expect, test } from 'vitest';
import { isPlainObject, kindOf } from '../../src/runtime/plain-values.ts';

/** Like the `Object.prototype` of an iframe or of a test environment. */
const rootOfOtherRealm = Object.create(null) as object;

describe('isPlainObject()', () => {
  test.each([
    [{}],
    [{ a: 1 }],
    [Object.create(null)],
    [JSON.parse('{"__proto__":1}')],
    [Object.assign(Object.create(rootOfOtherRealm) as object, { a: 1 })],
  ])('is true for %o, an object without a class', (value) => {
    expect(isPlainObject(value)).toBe(true);
  });

  test.each([
    [[]],
    [new Map()],
    [new Date(0)],
    [
      new (class A {
        a = 1;
      })(),
    ],
    [Object.create({ a: 1 })],
    [() => ({})],
    [null],
    ['a'],
  ])('is false for %o', (value) => {
    expect(isPlainObject(value)).toBe(false);
  });
});

describe('kindOf()', () => {
  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    [Number.NaN, 'NaN'],
    [new Date(Number.NaN), 'Invalid Date'],
    ['a secret', 'of type string'],
    [() => 'a secret', 'of type function'],
    [['a secret'], 'of type Array'],
    [new Map([['a', 'secret']]), 'of type Map'],
    [Object.create(null), 'of type object'],
  ])('says of %o no more than that it is %s', (value, kind) => {
    expect(kindOf(value)).toBe(kind);
  });
});
