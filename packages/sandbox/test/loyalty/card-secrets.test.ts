import { describe, expect, test } from 'vitest';
import { openSandbox } from '../support/open-sandbox.ts';
import { DOCUMENTED, GROUP, newCard } from '../support/loyalty.ts';

const { id, number: cardnumber } = DOCUMENTED;

test('the security code is right as text, and as a number without its leading zero', async () => {
  const { merchantCards } = openSandbox().secuconnect.loyalty;
  expect(await merchantCards.checkCsc(id, { cardnumber, csc: '0417' })).toEqual({ result: true });
  expect(await merchantCards.checkCsc('me', { cardnumber, csc: 417 })).toEqual({ result: true });
  expect(await merchantCards.checkCsc('me', { cardnumber, csc: '1417' })).toEqual({ result: false });
});

test('the security code of a new card is the one that was returned with it', async () => {
  const open = openSandbox();
  const { csc, number } = await newCard(open);
  const { merchantCards } = open.secuconnect.loyalty;
  expect(await merchantCards.checkCsc('me', { cardnumber: number, csc })).toEqual({ result: true });
});

test('three wrong codes in a row lock the card; then the right one is not accepted either', async () => {
  const { merchantCards } = openSandbox().secuconnect.loyalty;
  const tryPin = async (pin: number) => (await merchantCards.checkPasscode(id, { cardnumber, pin })).result;
  expect([await tryPin(1), await tryPin(2), await tryPin(4711)]).toEqual([false, false, true]);
  expect([await tryPin(1), await tryPin(2), await tryPin(3), await tryPin(4711)]).toEqual([false, false, false, false]);
  expect(await merchantCards.getLock(id)).toEqual({
    lock_status: 'locked',
    reason: null,
    note: 'Zu viele Fehlversuche',
  });
  await merchantCards.unlock(id, {});
  expect([await tryPin(1), await tryPin(4711)]).toEqual([false, true]);
});

test('wrong tries are counted for each card', async () => {
  const open = openSandbox();
  const { merchantCards } = open.secuconnect.loyalty;
  const other = await newCard(open);
  for (const csc of ['x', 'y']) await merchantCards.checkCsc(id, { cardnumber, csc });
  expect(await merchantCards.checkCsc(other.id, { csc: 'z' })).toEqual({ result: false });
  expect(await merchantCards.checkCsc(id, { csc: '0417' })).toEqual({ result: true });
});

describe('a passcode', () => {
  test('is chosen once, and replaced only by who knows it', async () => {
    const open = openSandbox();
    const { merchantCards } = open.secuconnect.loyalty;
    const { number } = await newCard(open);
    const store = (passcode: number) => merchantCards.newPasscode('me', { cardnumber: number, passcode });
    const reset = (passcode: number) => merchantCards.resetPasscode('me', { cardnumber: number, passcode });
    const check = (pin: number) => merchantCards.checkPasscode('me', { cardnumber: number, pin });
    expect(await check(0)).toEqual({ result: false });
    expect(await store(1234)).toEqual({ result: true });
    expect(await store(9999)).toEqual({ result: false });
    expect(await reset(9999)).toEqual({ result: false });
    expect(await reset(1234)).toEqual({ result: true });
    expect(await store(5678)).toEqual({ result: true });
    expect([await check(1234), await check(5678)]).toEqual([{ result: false }, { result: true }]);
    expect(await store(1)).toEqual({ result: false });
  });

  test('is asked for by cards with a customer, but not for a report of the till', async () => {
    const open = openSandbox();
    const { cardGroups } = open.secuconnect.loyalty;
    const anonymous = await newCard(open);
    const asks = async (action: string, number: string) =>
      (await cardGroups.checkPasscodeEnabled(GROUP, { action, cardnumber: number })).result;
    expect(await asks('charge', cardnumber)).toBe(true);
    expect(await asks('cashreport', cardnumber)).toBe(false);
    expect(await asks('charge', anonymous.number)).toBe(false);
  });

  test('cannot be asked about for a card of another group, or of none', async () => {
    const { secuconnect } = openSandbox();
    const { cardGroups } = secuconnect.loyalty;
    const { id: other } = await cardGroups.create({ display_name: 'Gold', merchant: 'MRC_X' });
    const ask = (group: string, number: string) =>
      cardGroups.checkPasscodeEnabled(group, { action: 'charge', cardnumber: number }).catch((e: unknown) => e);
    expect(await ask(other, cardnumber)).toMatchObject({ error_details: `The card is not in ${other}` });
    expect(await ask(GROUP, '123')).toMatchObject({ status: 404 });
  });
});
