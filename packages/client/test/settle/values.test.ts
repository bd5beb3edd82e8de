import { describe, expect, test } from 'vitest';
import { canonicalJson, digest, shapeOf, valuesAt } from '../../src/settle/values.ts';

describe('valuesAt()', () => {
  test.each([
    [{ status: 'ok' }, 'status', ['ok']],
    [{ details: { cleared: 'open' } }, 'details.cleared', ['open']],
    [{ transactions: [{ id: 'PCI_1' }, { id: 'PCI_2' }] }, 'transactions.id', ['PCI_1', 'PCI_2']],
    [{ tags: [['a'], 'b'] }, 'tags', ['a', 'b']],
    [{ amount: 0, none: null }, 'amount', [0]],
    [{ none: null }, 'none', []],
    [undefined, 'status', []],
    ['text', 'length', []],
    [{}, 'toString', []],
  ])('%j at %s', (object, path, values) => {
    expect(valuesAt(object, path)).toEqual(values);
  });
});

describe('digest()', () => {
  const sent = { name: 'Anna', tags: ['a', { b: 1 }], address: { city: 'Ulm', zip: null } };
  const same = async (other: unknown): Promise<boolean> =>
    (await digest(sent, shapeOf(sent)!)) === (await digest(other, shapeOf(sent)!));

  test('what is not in the shape, and the order of names, do not matter', async () => {
    expect(
      await same({ id: 7, address: { country: 'DE', city: 'Ulm' }, tags: ['a', { b: 1, c: 2 }], name: 'Anna' }),
    ).toBe(true);
  });

  test.each([
    { ...sent, name: 'Anne' },
    { ...sent, tags: ['a'] },
    { ...sent, tags: ['a', { b: 2 }] },
    { ...sent, tags: 'a' },
    { ...sent, address: { city: 'Ulm', zip: '89073' } },
    { ...sent, address: null },
    { ...sent, address: 'Ulm' },
    null,
  ])('%j is not the same', async (other) => {
    expect(await same(other)).toBe(false);
  });

  test('shows nothing of its text', async () => {
    expect(await digest(sent, shapeOf(sent)!)).toMatch(/^[0-9a-f]{64}$/);
  });
});

test('nothing has no shape; what clears a field is compared as a whole', () => {
  expect([shapeOf(null), shapeOf(undefined), shapeOf([null]), shapeOf({ a: null })]).toEqual([
    true,
    undefined,
    [true],
    { a: true },
  ]);
});

test('canonicalJson() has the names in order at any depth', () => {
  expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
});
