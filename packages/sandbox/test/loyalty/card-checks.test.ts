import { expect, test } from 'vitest';
import { openSandbox } from '../support/open-sandbox.ts';
import { DOCUMENTED, MERCHANT, newCard } from '../support/loyalty.ts';

test('a number is validated for a merchant', async () => {
  const open = openSandbox();
  const { merchantCards } = open.secuconnect.loyalty;
  const { number } = await newCard(open);
  const validate = (cardnumber: string, merchant?: string) =>
    merchantCards.validateMerchantCard('me', { cardnumber, ...(merchant !== undefined && { merchant }) });
  expect(await validate(DOCUMENTED.number, MERCHANT)).toEqual({ isValid: true, hasPasscode: true, isLocked: false });
  expect(await validate(number)).toEqual({ isValid: true, hasPasscode: false, isLocked: false });
  for (const unknown of [validate('1'), validate(number, 'MRC_OTHER')])
    expect(await unknown).toEqual({ isValid: false, hasPasscode: false, isLocked: false });
});

test('an unknown card has no receipt', async () => {
  const { merchantCards } = openSandbox().secuconnect.loyalty;
  expect(await merchantCards.getCardBalanceReceipt('me', { cardnumber: '1' })).toMatchObject({
    valid: false,
    balance: 0,
    receipt: [],
  });
});

test('a card asks for a passcode as soon as it has a customer, until there is one', async () => {
  const open = openSandbox();
  const { merchantCards } = open.secuconnect.loyalty;
  const { id, number } = await newCard(open);
  const asks = async () => (await merchantCards.getCardBalanceReceipt(id, { cardnumber: number })).new_passcode;
  expect(await asks()).toBe(false);
  await merchantCards.registerCustomer(id, { customernumber: 'C-1' });
  expect(await asks()).toBe(true);
  await merchantCards.newPasscode(id, { passcode: 1234 });
  expect(await asks()).toBe(false);
});
