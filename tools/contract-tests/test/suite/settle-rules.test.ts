import { expect, test } from 'vitest';
import { documentedOperations } from '../../src/document/operations.ts';
import { documentedSettles, problemsOf } from '../../src/document/settle-rules.ts';

const operations = new Map(documentedOperations('').map((one) => [one.id, one]));
const mistakes = (id: string, rule: object): string[] =>
  problemsOf({ notDone: 'unchanged', ...rule }, operations.get(id)!, operations);

test('a rule that names what there is not is found', () => {
  const [update, read] = ['general.stores.update', { read: 'general.stores.get' }];
  expect(mistakes(update, { ...read, fields: { name_raw: 'body.name', open_hours: null } })).toEqual([]);
  expect(mistakes(update, { ...read, fields: { title: 'body.name' } })).toEqual([
    'general.stores.get does not show title',
  ]);
  expect(mistakes(update, { ...read, fields: { name: 'body.title' } })).toEqual(['the call does not send body.title']);
  expect(mistakes(update, { ...read, when: { 'path.storeId': ['x'] }, changed: ['hash', 'hashes'] })).toEqual([
    'general.stores.get does not show hashes',
    'the call does not send path.storeId',
  ]);
  expect(mistakes(update, { ...read, same: true, when: { 'body.address': false } })).toEqual([
    'general.stores.get does not show phone',
  ]);
  expect(mistakes(update, { read: 'general.stores.setDefault' })).toEqual([
    'general.stores.setDefault is no GET that only reads',
  ]);
  const confirm = { read: 'prepaid.sales.get', fields: { status: ['sold'] }, notDone: { status: ['delivered'] } };
  expect(mistakes('prepaid.sales.confirm', confirm)).toEqual(['status is never sold']);
  const search = { read: 'prepaid.sales.list', search: { item: 'body.item' }, created: 'sold_at' };
  expect(mistakes('prepaid.sales.create', search)).toEqual(['prepaid.sales.list does not show sold_at']);
});

test('each write says how to find out whether it took effect, by fields that there are, or why that is not possible', () => {
  const found = documentedSettles();
  const writes = documentedOperations('').filter(({ safe }) => !safe);
  expect(found.map(({ id }) => id)).toEqual(writes.map(({ id }) => id));
  expect(found.filter(({ problems }) => problems.length > 0)).toEqual([]);
  const count = found.filter(({ cannot }) => cannot !== undefined).length;
  console.log(
    `x-settle: ${found.length - count} of ${found.length} writes have rules, ${count} say why that is not possible.`,
  );
});
