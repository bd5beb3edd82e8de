import { expect, test } from 'vitest';
import { checkoutFixture, CONTRACT } from './checkout-fixture.ts';

const rows = (text: string): string[] =>
  [...text.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) =>
    row!
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );

test('a mixed basket shows the sellers and their items, and not how they share the money', async () => {
  const { create, get } = checkoutFixture();
  const products = [
    { id: 1, item_type: 'article', desc: 'Cup', quantity: 3, priceOne: 500 },
    {
      id: 2,
      item_type: 'sub_transaction',
      desc: 'Roastery',
      contract_id: CONTRACT,
      reference_id: 'a',
      sum: 2000,
      sub_basket: [
        { id: 3, desc: 'Beans', quantity: 2, priceOne: 1000 },
        { id: 4, item_type: 'stakeholder_payment', desc: 'Fee', sum: 100, contract_id: CONTRACT, reference_id: 'b' },
      ],
    },
    { id: 5, item_type: 'coupon', desc: 'Voucher', quantity: 1, priceOne: -250 },
    { id: 6, articleNumber: 'A-6', quantity: 1, priceOne: 0 },
  ];
  const { text } = await get(
    await create({ basket: { products } as never, basket_info: { sum: 3250, gratuity: 100, currency: 'EUR' } }),
  );
  expect(rows(text)).toEqual([
    'Item Sum',
    '3 × Cup €15.00',
    'Roastery Sold by Example Coffee GmbH €20.00',
    '2 × Beans €20.00',
    'Voucher -€2.50',
    'A-6 €0.00',
    'Total (including a tip of €1.00) €32.50',
  ]);
});

test('a sale without a basket shows its total', async () => {
  const { create, get } = checkoutFixture();
  expect(rows((await get(await create())).text)).toEqual(['Item Sum', 'Total €19.95']);
});
