import { describe, expect, test } from 'vitest';
import { isRecord, parseJson, parseJsonObject } from '../../src/internal/json.ts';

describe('isRecord()', () => {
  test.each([[{}], [{ a: 1 }], [Object.create(null)]])('accepts the object %j', (value) => {
    expect(isRecord(value)).toBe(true);
  });

  test.each([[null], [undefined], [[]], [[{}]], ['{}'], [5], [() => undefined]])('rejects %j', (value) => {
    expect(isRecord(value)).toBe(false);
  });
});

describe('parseJson()', () => {
  test('returns any value of JSON', () => {
    expect(['{"a":1}', '[1]', '"x"', 'null'].map(parseJson)).toEqual([{ a: 1 }, [1], 'x', null]);
  });

  test.each(['', '{', '<html>'])('returns undefined for %j', (text) => {
    expect(parseJson(text)).toBeUndefined();
  });
});

describe('parseJsonObject()', () => {
  test('returns the object', () => {
    expect(parseJsonObject('{"a":{"b":[1]}}')).toEqual({ a: { b: [1] } });
  });

  test.each(['null', '[1]', '"text"', '5', '', '{', '<html>'])('returns an empty object for %j', (text) => {
    expect(parseJsonObject(text)).toEqual({});
  });
});
