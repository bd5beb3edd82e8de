import { expect, test } from 'vitest';
import { KindIndex } from '../../src/lists/kind-index.ts';
import { parseQuery } from '../../src/lists/query-parser.ts';
import { search } from '../../src/lists/search.ts';

const text = (id: number, status: string) => JSON.stringify({ id: String(id), status, n: id % 7 });

function filled(size: number): KindIndex {
  const index = new KindIndex();
  for (let id = 0; id < size; id += 1) index.change(String(id), text(id, id % 2 ? 'odd' : 'even'));
  return index;
}

const found = (index: KindIndex, q: string) =>
  search(index, parseQuery(q))
    .array()
    .map((slot) => (JSON.parse(index.text(slot)) as { id: string }).id);

test('A value of very many objects is kept up through changes', () => {
  const index = filled(3000);
  expect(found(index, 'status:odd')).toHaveLength(1500);
  for (let id = 0; id < 3000; id += 1) if (id % 2 && id > 10) index.change(String(id), text(id, 'even'));
  expect(found(index, 'status:odd')).toEqual(['1', '3', '5', '7', '9']);
  expect(found(index, 'status:even')).toHaveLength(2995);
});

test('Slots are given out again when most objects are gone, and searches stay right', () => {
  const index = filled(3000);
  found(index, 'status:odd');
  for (let id = 0; id < 2990; id += 1) index.change(String(id), undefined);
  expect(index.end).toBeLessThan(2000);
  index.change('2999', text(2999, 'new'));
  expect(found(index, 'status:odd')).toEqual(['2991', '2993', '2995', '2997']);
  expect(found(index, 'NOT status:odd')).toEqual(['2990', '2992', '2994', '2996', '2998', '2999']);
});

test('Fields that are not used for long lose their index, and get it again', () => {
  const index = filled(10);
  found(index, 'status:odd');
  for (let field = 0; field < 40; field += 1) found(index, `f${field}:x`);
  index.change('1', text(1, 'even'));
  expect(found(index, 'status:odd')).toEqual(['3', '5', '7', '9']);
});
