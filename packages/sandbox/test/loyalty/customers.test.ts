import { expect, test } from 'vitest';
import { ACCOUNT, openSandbox } from '../support/open-sandbox.ts';
import { DOCUMENTED, MERCHANT } from '../support/loyalty.ts';

const PERSON = { merchant_contact: { forename: 'Max', surname: 'Muster', phone: '+49 35955 1' }, note: 'Tea' };
const CUSTOMER = 'CUS_5M8TXN2RW6K3Q9P1V7Y4Z0E3G6J9L2';

test('a customer comes back with a complete contact', async () => {
  const { customers } = openSandbox().secuconnect.loyalty;
  const made = await customers.create({ ...PERSON, merchant: MERCHANT });
  const contact = { name: 'Max Muster', forename: 'Max', surname: 'Muster', phone: '+49359551' };
  expect(made).toMatchObject({ merchant: { id: MERCHANT }, merchant_contact: contact, contact, note: 'Tea' });
  expect(made.consent_for_communication).toBe('not_set');
  expect(await customers.get(made.id)).toEqual(made);
});

test('a customer without a merchant belongs to the own one', async () => {
  const { customers } = openSandbox().secuconnect.loyalty;
  expect(await customers.create({ customernumber: 'C-9' })).toMatchObject({ merchant: { id: MERCHANT } });
});

test('a change keeps the rest, and is on the card of the customer', async () => {
  const { customers, merchantCards } = openSandbox().secuconnect.loyalty;
  await customers.update(CUSTOMER, { consent_for_communication: 'accepted' });
  expect((await merchantCards.get(DOCUMENTED.id)).customer).toMatchObject({
    consent_for_communication: 'accepted',
    customernumber: 'C-517',
  });
});

test('an anonymized customer has no personal data anywhere', async () => {
  const { customers, merchantCards } = openSandbox().secuconnect.loyalty;
  const wiped = await customers.update(CUSTOMER, { anonymize: true });
  expect(wiped).toEqual({
    object: 'loyalty.customers',
    id: CUSTOMER,
    merchant: { object: 'general.merchants', id: MERCHANT },
    created: expect.any(String),
    customernumber: null,
    note: null,
    consent_for_communication: 'not_set',
  });
  expect(JSON.stringify([await customers.get(CUSTOMER), await merchantCards.get(DOCUMENTED.id)])).not.toContain(
    'Erika',
  );
});

test('payment containers are assigned once, and taken away', async () => {
  const { secuconnect } = openSandbox();
  const { customers } = secuconnect.loyalty;
  const { id } = await customers.create(PERSON);
  const { container } = await secuconnect.smart.transactions.create({ container: ACCOUNT });
  await customers.assignPaymentContainer(id, container!.id!);
  const { payment_container } = await customers.assignPaymentContainer(id, container!.id!);
  expect(payment_container).toEqual([
    {
      object: 'loyalty.paymentcontainers',
      id: container!.id,
      type: 'bank_account',
      payment_information: expect.objectContaining({ iban: ACCOUNT.private.iban, owner: 'Erika Beispiel' }),
    },
  ]);
  expect(await customers.unassignPaymentContainer(id, container!.id!)).not.toHaveProperty('payment_container');
  expect(await customers.assignPaymentContainer(id, 'PCT_NONE').catch((e: unknown) => e)).toMatchObject({
    status: 404,
  });
});
