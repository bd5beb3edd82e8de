import { expect, test } from 'vitest';
import { openSandbox } from '../support/open-sandbox.ts';
import { DOCUMENTED, GROUP, MERCHANT } from '../support/loyalty.ts';

test('a new group has limits, and can be read', async () => {
  const { secuconnect } = openSandbox();
  const { cardGroups } = secuconnect.loyalty;
  const made = await cardGroups.create({ display_name: 'Tea Club', merchant: MERCHANT });
  expect(made).toMatchObject({
    merchant: { id: MERCHANT },
    display_name: 'Tea Club',
    display_name_raw: 'Tea Club',
    picture: null,
    balance_limit: 25_000,
  });
  expect(await cardGroups.get(made.id)).toEqual(made);
});

test('a new name of a group is on its cards at once', async () => {
  const { secuconnect } = openSandbox();
  const { cardGroups, merchantCards } = secuconnect.loyalty;
  const updated = await cardGroups.update(GROUP, { display_name: 'Coffee Club Silver' });
  expect(updated).toMatchObject({ display_name_raw: 'Coffee Club Silver', picture: null });
  expect((await merchantCards.get(DOCUMENTED.id)).cardgroup).toEqual({
    object: 'loyalty.cardgroups',
    id: GROUP,
    display_name: 'Coffee Club Silver',
  });
});

test('a card that moves to another group keeps its credit', async () => {
  const { secuconnect } = openSandbox();
  const { cardGroups, merchantCards } = secuconnect.loyalty;
  const { id } = await cardGroups.create({ display_name: 'Gold', merchant: MERCHANT });
  expect(await merchantCards.updateCardGroup(DOCUMENTED.id, id)).toMatchObject({
    cardgroup: { id, display_name: 'Gold' },
    balance: 53,
  });
  expect(await merchantCards.updateCardGroup(DOCUMENTED.id, 'CRG_NONE').catch((e: unknown) => e)).toMatchObject({
    status: 404,
  });
});

test('credit beyond the limit of the group is rejected', async () => {
  const { secuconnect } = openSandbox();
  const charge = { action: 'charge', amount: 24_948 };
  const { merchantCards } = secuconnect.loyalty;
  expect(await merchantCards.transaction(DOCUMENTED.id, charge).catch((e: unknown) => e)).toMatchObject({
    error_details: `The card ${DOCUMENTED.id} may have a credit of at most 25000`,
  });
  expect(await merchantCards.transaction(DOCUMENTED.id, { ...charge, amount: 24_947 })).toMatchObject({
    balance: 25_000,
  });
});
