import { expect, test } from 'vitest';
import { offeredMethods, type Offer } from '../../src/parties/offered-methods.ts';

const namesOf = (offer: Offer, demo = false) => offeredMethods(offer, demo).map(({ name }) => name);

test('a contract without providers and without an account offers neither them nor transfers', () => {
  expect(namesOf({})).toEqual(['creditcard', 'debit', 'sofort', 'eps']);
});

test('an account to transfer to adds invoices and prepayments', () => {
  const added = namesOf({ pay_in_advance_account: { iban: 'DE02120300000000202051' } });
  expect(added).toEqual(['creditcard', 'debit', 'invoice', 'prepaid', 'sofort', 'eps']);
});

test('a provider adds its method, with the access that the payment needs', () => {
  const offer: Offer = { paypal_configuration: { sandbox: { client_id: 'test' } } };
  expect(namesOf(offer)).not.toContain('paypal');
  expect(namesOf(offer, true)).toContain('paypal');
});
