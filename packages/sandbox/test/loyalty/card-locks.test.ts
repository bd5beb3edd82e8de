import { expect, test } from 'vitest';
import { openSandbox } from '../support/open-sandbox.ts';
import { DOCUMENTED } from '../support/loyalty.ts';

const { id } = DOCUMENTED;
const failure = (call: Promise<unknown>) => call.catch((error: unknown) => error);

test('a lock has a reason and a note, until the card is unlocked', async () => {
  const { merchantCards } = openSandbox().secuconnect.loyalty;
  const unlocked = { lock_status: 'unlocked', reason: null, note: null };
  expect(await merchantCards.getLock(id)).toEqual(unlocked);
  expect(await merchantCards.lock(id, { reason: 1, note: 'Reported by phone' })).toMatchObject({
    lock_status: 'locked',
  });
  expect(await merchantCards.getLock(id)).toEqual({ lock_status: 'locked', reason: 1, note: 'Reported by phone' });
  expect(await merchantCards.unlock(id, {})).toMatchObject({ lock_status: 'unlocked' });
  expect(await merchantCards.getLock(id)).toEqual(unlocked);
});

test('a card is neither locked nor unlocked twice', async () => {
  const { merchantCards } = openSandbox().secuconnect.loyalty;
  const rejected = { error: 'ProductInternalException', code: 1003 };
  expect(await failure(merchantCards.unlock(id, {}))).toMatchObject(rejected);
  await merchantCards.lock(id, { reason: 1 });
  expect(await failure(merchantCards.lock(id, { reason: 1 }))).toMatchObject(rejected);
});

test('only the offered reasons are accepted', async () => {
  const { merchantCards } = openSandbox().secuconnect.loyalty;
  for (const { id: reason } of await merchantCards.getLockReasons()) {
    await merchantCards.lock(id, { reason: reason! });
    await merchantCards.unlock(id, {});
  }
  expect(await failure(merchantCards.lock(id, { reason: 4 }))).toMatchObject({ error: 'ProductFormatException' });
});

test('a wrong security code locks and unlocks nothing', async () => {
  const { merchantCards } = openSandbox().secuconnect.loyalty;
  expect(await failure(merchantCards.lock(id, { reason: 2, csc: '0000' }))).toMatchObject({
    error_details: 'The security code is wrong',
  });
  await merchantCards.lock(id, { reason: 2, csc: '0417' });
  expect(await failure(merchantCards.unlock(id, { csc: '0000' }))).toMatchObject({ error: 'ProductFormatException' });
  expect(await merchantCards.get(id)).toMatchObject({ lock_status: 'locked' });
});

test('a locked card is valid as a number, and takes part in nothing', async () => {
  const { merchantCards } = openSandbox().secuconnect.loyalty;
  const cardnumber = DOCUMENTED.number;
  await merchantCards.lock(id, { reason: 1 });
  expect(await merchantCards.validateMerchantCard('me', { cardnumber })).toEqual({
    isValid: true,
    hasPasscode: true,
    isLocked: true,
  });
  expect(await merchantCards.getCardBalanceReceipt('me', { cardnumber })).toMatchObject({ valid: false, balance: 53 });
  for (const action of ['charge', 'discharge', 'cancel_last'])
    expect(await failure(merchantCards.transaction(id, { action, amount: 1 }))).toMatchObject({
      error_details: `The card ${id} is locked`,
    });
});
