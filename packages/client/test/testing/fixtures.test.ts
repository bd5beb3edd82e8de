import { describe, expect, test } from 'vitest';
import { createFixtures, fixtures } from '../../src/testing/index.ts';

describe('fixtures', () => {
  test('a fixture is the example of the spec, except for what is overridden', () => {
    const stx = fixtures.smartTransaction({ status: 'failed', basket_info: { sum: 1 } });
    const other = fixtures.smartTransaction();
    expect(stx).toEqual({
      ...other,
      id: stx.id,
      status: 'failed',
      basket_info: { ...other.basket_info, sum: 1 },
    });
    expect(Object.keys(other).length).toBeGreaterThan(10);
  });

  test('an array replaces the whole array, and `undefined` removes a field', () => {
    const stx = fixtures.smartTransaction({ transactions: [], basket_info: undefined });
    expect(stx.transactions).toEqual([]);
    expect(stx).not.toHaveProperty('basket_info');
  });

  test('a fixture is a deep copy, and so are the overrides in it', () => {
    const basket = { products: [{ id: 1, desc: 'Coffee' }] };
    const stx = fixtures.smartTransaction({ basket });
    stx.basket!.products![0]!.desc = 'Tea';
    stx.basket_info!.sum = -1;
    expect(basket.products[0]!.desc).toBe('Coffee');
    expect(fixtures.smartTransaction().basket_info!.sum).not.toBe(-1);
  });

  test('each fixture has a unique id in the style of the original', () => {
    const ids = Array.from({ length: 200 }, () => fixtures.smartTransaction().id);
    expect(new Set(ids).size).toBe(200);
    for (const id of ids) expect(id).toMatch(/^STX_[0-9A-Z]{30}$/);
  });

  test('the unique id of a fixture may be a number', () => {
    const [first, second] = [fixtures.generalMerchantCategory(), fixtures.generalMerchantCategory()];
    expect(second.id).toBe(first.id! + 1);
  });

  test('a model without an id has none in its fixture', () => {
    expect(fixtures.availableCountry()).not.toHaveProperty('id');
  });

  test('an override sets the id', () => {
    expect(fixtures.paymentTransaction({ id: 'PCI_1' }).id).toBe('PCI_1');
  });

  test('a new set of fixtures has the same ids in each run', () => {
    const [one, other] = [createFixtures(), createFixtures()];
    expect(one.smartTransaction().id).toBe(other.smartTransaction().id);
    expect(one.smartTransaction().id).not.toBe(other.paymentTransaction().id);
  });
});
