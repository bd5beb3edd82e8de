import { expect, test } from 'vitest';
import { expandReferences, selectFields } from '../../src/lists/shape.ts';

const item = {
  object: 'o',
  id: 'i',
  a: { b: 1, c: { d: null, e: 2 } },
  list: [{ x: 1, y: 2 }, 3, { y: 4 }],
};

test.each([
  [undefined, item],
  ['', item],
  ['a.c', { object: 'o', id: 'i', a: { c: { d: null, e: 2 } } }],
  ['a.c.d, a.b', { object: 'o', id: 'i', a: { b: 1, c: { d: null } } }],
  ['list.x,nothing,id', { object: 'o', id: 'i', list: [{ x: 1 }, {}] }],
])('fields=%s keeps its paths', (fields, expected) => expect(selectFields(item, fields)).toEqual(expected));

const link = (id: string) => ({ object: 'k', id });
const found: Record<string, object> = {
  '1': { object: 'k', id: '1', name: 'one', next: link('2') },
  '2': { object: 'k', id: '2', name: 'two' },
};
const expand = (object: object, names: string | undefined) => expandReferences(object, names, ({ id }) => found[id]);
const linked = { ...link('0'), first: link('1'), inner: [{ second: link('2') }], unknown: link('3') };

test('expand=true replaces every reference once', () => {
  expect(expand(linked, 'true')).toEqual({ ...linked, first: found['1'], inner: [{ second: found['2'] }] });
});

test('expand with names replaces only those, also inside what was found', () => {
  expect(expand(linked, 'first')).toEqual({ ...linked, first: found['1'] });
  expect(expand(linked, 'inner.second,first,first.next')).toEqual({
    ...linked,
    first: { ...found['1'], next: found['2'] },
    inner: [{ second: found['2'] }],
  });
  expect(expand(linked, undefined)).toEqual(linked);
});
