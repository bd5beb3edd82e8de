import { expect, test } from 'vitest';
import { availableMethods, oldMethods } from '../../src/general/available-methods.ts';

const CONTRACT = { object: 'general.contracts', id: 'GCR_1' as never, approved: true } as const;
const LIVE = { currency: 'EUR', is_demo: false };

test('a contract without providers and without an account offers neither them nor transfers', () => {
  expect(availableMethods(CONTRACT, LIVE)).toEqual(['Creditcard', 'Debit', 'eps', 'Sofort', 'Applepay', 'Googlepay']);
  expect(oldMethods(CONTRACT)).toEqual(['debit', 'creditcard', 'sofort']);
});

test('credentials for tests are no credentials for payments', () => {
  const contract = { ...CONTRACT, paypal_configuration: { sandbox: { client_id: 'test' } } };
  expect(availableMethods(contract, LIVE)).not.toContain('Paypal');
  expect(availableMethods(contract, { ...LIVE, is_demo: true })).toContain('Paypal');
});

test('a currency that no contract has leads to an empty list', () => {
  expect(availableMethods(CONTRACT, { ...LIVE, currency: 'USD' })).toEqual([]);
});

test('a sale without a sum, or without cards, offers neither cards nor wallets', () => {
  const smart = { object: 'smart.transactions', id: 'STX_1' as never, status: 'created' } as const;
  expect(availableMethods(CONTRACT, LIVE, smart as never)).toEqual([]);
  const withSum = { ...smart, basket_info: { sum: 100 }, payment_context: { payment_methods: ['eps'] } };
  expect(availableMethods(CONTRACT, LIVE, withSum as never)).toEqual(['eps']);
});
