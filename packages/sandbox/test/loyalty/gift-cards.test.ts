import { expect, test } from 'vitest';
import { giftCardArticles } from '../../src/loyalty/gift-cards.ts';

const sale = (...products: object[]) =>
  giftCardArticles({ object: 'smart.transactions', id: 'STX_1', basket: { products } } as never);

test('the special articles load a card, or take from it', () => {
  expect(
    sale(
      { ean: '4260447149502', quantity: 2, priceOne: 1000 },
      { ean: '4260447149519', priceOne: 500 },
      { ean: '4260447149533', quantity: 1, priceOne: -300 },
      { ean: '4260447149540', quantity: 1, priceOne: 200 },
      { ean: '4000000000000', quantity: 1, priceOne: 999 },
      { ean: null, quantity: 1, priceOne: 1 },
    ),
  ).toEqual({ loaded: 2500, taken: 500 });
});

test('a sale without a basket does neither', () => {
  expect(giftCardArticles({ object: 'smart.transactions', id: 'STX_1' })).toEqual({ loaded: 0, taken: 0 });
});
