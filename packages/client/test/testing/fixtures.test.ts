import { describe, expect, test } from 'vitest';
import { createFixtures, fixtures } from '../../src/testing/index.ts';

describe('a fixture', () => {
  test('is as the spec has it, but for what is overridden', () => {
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

  test('takes arrays as a whole, and leaves fields out that are `undefined`', () => {
    const stx = fixtures.smartTransaction({ transactions: [], basket_info: undefined });
    expect(stx.transactions).toEqual([]);
    expect(stx).not.toHaveProperty('basket_info');
  });

  test('is new each time, down to its leaves, and so is what it takes over', () => {
    const basket = { products: [{ id: 1, desc: 'Coffee' }] };
    const stx = fixtures.smartTransaction({ basket });
    stx.basket!.products![0]!.desc = 'Tea';
    stx.basket_info!.sum = -1;
    expect(basket.products[0]!.desc).toBe('Coffee');
    expect(fixtures.smartTransaction().basket_info!.sum).not.toBe(-1);
  });

  test('has an id of its own, in the style of the original', () => {
    const ids = Array.from({ length: 200 }, () => fixtures.smartTransaction().id);
    expect(new Set(ids).size).toBe(200);
    for (const id of ids) expect(id).toMatch(/^STX_[0-9A-Z]{30}$/);
  });

  test('has the id that it is given', () => {
    expect(fixtures.paymentTransaction({ id: 'PCI_1' }).id).toBe('PCI_1');
  });

  test('has the same id in each run, when a test makes its own set', () => {
    const [one, other] = [createFixtures(), createFixtures()];
    expect(one.smartTransaction().id).toBe(other.smartTransaction().id);
    expect(one.smartTransaction().id).not.toBe(other.paymentTransaction().id);
  });
});
