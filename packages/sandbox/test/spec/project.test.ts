import { describe, expect, test } from 'vitest';
import { project, propertiesOf } from '../../src/spec/project.ts';

const PERSON = { type: 'object', properties: { name: { type: 'string' }, tags: { type: 'array', items: {} } } };

test('only what the schema has is kept', () => {
  const value = { name: 'a', other: 1, tags: [{ any: 1 }] };
  expect(project(PERSON, value)).toEqual({ name: 'a', tags: [{ any: 1 }] });
  expect(project({ type: 'array', items: PERSON }, [value, 5])).toEqual([{ name: 'a', tags: [{ any: 1 }] }, 5]);
});

test('a schema without properties keeps everything, as do additional properties', () => {
  expect(project({}, { a: 1 })).toEqual({ a: 1 });
  expect(project({ ...PERSON, additionalProperties: true }, { name: 'a', other: 1 })).toEqual({ name: 'a', other: 1 });
});

describe('a union', () => {
  const union = { oneOf: [PERSON, { allOf: [{ properties: { size: {} } }] }], anyOf: [{ properties: { colour: {} } }] };

  test('keeps what any of its parts has', () => {
    expect(project(union, { name: 'a', size: 1, colour: 'b', other: 1 })).toEqual({ name: 'a', size: 1, colour: 'b' });
    expect(Object.keys(propertiesOf(union)).sort()).toEqual(['colour', 'name', 'size', 'tags']);
  });
});

test('names of every object are no properties', () => {
  const value = JSON.parse('{"name":"a","__proto__":{"polluted":1},"constructor":1,"toString":2}') as object;
  const kept = project(PERSON, value) as Record<string, unknown>;
  expect(Object.keys(kept)).toEqual(['name']);
  expect(kept['polluted']).toBeUndefined();
});

test('values are kept as they are', () => {
  for (const value of [null, 5, 'a', true, undefined]) expect(project(PERSON, value)).toBe(value);
});
