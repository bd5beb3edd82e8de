import { expect, test } from 'vitest';
import { plant, type Seed } from '../../src/control/seed.ts';
import { Store } from '../../src/store/store.ts';

test('objects are added with their kind, or replaced', () => {
  const store = new Store();
  plant(store, { 'general.stores': [{ id: 'a' }, { id: 'b' }] });
  plant(store, { 'general.stores': [{ id: 'b', name: 'new' } as never] });
  expect([...store.all('general.stores')]).toEqual([
    { object: 'general.stores', id: 'a' },
    { object: 'general.stores', id: 'b', name: 'new' },
  ]);
});

test.each([
  [null],
  [[]],
  ['text'],
  [{ 'general.stores': {} }],
  [{ 'general.stores': null }],
  [{ 'general.stores': 'ab' }],
  [{ 'general.stores': [null] }],
  [{ 'general.stores': [[]] }],
  [{ 'general.stores': [{}] }],
  [{ 'general.stores': [{ id: 5 }] }],
  [{ 'general.stores': [{ id: '' }] }],
  [{ 'general.stores': [{ id: 'a\u0000b' }] }],
  [{ 'general.stores': [{ id: 'a\nb' }] }],
  [{ 'general.stores': [{ id: '\ud800' }] }],
  [{ 'general.stores': [{ id: 'a'.repeat(201) }] }],
  [{ _tokens: [{ id: 'a' }] }],
  [{ _jobs: [] }],
  [JSON.parse('{"__proto__":[{"id":"a"}]}')],
  [{ 'a\nb': [{ id: 'a' }] }],
  [{ '': [{ id: 'a' }] }],
])('%j is rejected, and adds nothing', (seed) => {
  const store = new Store();
  const whole =
    typeof seed === 'object' && !Array.isArray(seed) && seed ? { 'general.ok': [{ id: 'x' }], ...seed } : seed;
  const withProto = Object.hasOwn(seed ?? {}, '__proto__') ? seed : whole;
  expect(() => plant(store, withProto as unknown as Seed)).toThrow(expect.objectContaining({ status: 400 }));
  expect(store.kinds()).toEqual([]);
});
