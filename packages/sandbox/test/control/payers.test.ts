import { describe, expect, test } from 'vitest';
import { ACCOUNT, openSandbox, PAYER } from '../support/open-sandbox.ts';

const SALE = { intent: 'sale', customer: PAYER, basket_info: { sum: 1995, currency: 'EUR' } } as const;

async function open(method: 'debit' | 'prepaid') {
  const { sandbox, secuconnect } = openSandbox();
  const { smart, payment } = secuconnect;
  const { id } = await smart.transactions.create(SALE);
  const { transactions } = await smart.transactions.start(id, method, { container: ACCOUNT });
  const { id: pci } = transactions![0]!;
  const states = async () => [(await smart.transactions.get(id)).status, (await payment.transactions.get(pci)).status];
  return { payers: sandbox.control.payers, sandbox, id, pci, states };
}

test('a transfer completes a prepayment, unless it is too small', async () => {
  const { payers, pci, states } = await open('prepaid');
  payers.transfer(pci, 1994);
  expect(await states()).toEqual(['pending', expect.any(Number)]);
  payers.transfer(pci);
  expect(await states()).toEqual(['ok', 6]);
});

test('a step is taken when the state allows it', async () => {
  const { payers, pci, states } = await open('debit');
  payers.step(pci, 'charge-back');
  expect((await states())[1]).toBe(69);
  expect(() => payers.step(pci, 'authorise')).toThrow('does not allow authorise');
});

test('a state is forced by its name or number', async () => {
  const { payers, pci, states } = await open('debit');
  payers.force(pci, 'charged-back');
  expect((await states())[1]).toBe(69);
  payers.force(pci, 6);
  expect((await states())[1]).toBe(6);
});

test('the payer uses the hosted checkout', async () => {
  const { sandbox, secuconnect } = openSandbox();
  const { id } = await secuconnect.smart.transactions.create({
    ...SALE,
    application_context: { return_urls: { url_success: 'https://shop.example/ok' } },
  });
  expect(sandbox.control.payers.checkout(id, { method: 'debit' })).toEqual({ redirect: 'https://shop.example/ok' });
  expect(() => sandbox.control.payers.confirm(id)).toThrow('does not wait for a confirmation');
});

test.each(['wrong-amount', 'never-pays'] as const)('the result %s leaves a prepayment open', async (result) => {
  const { sandbox, secuconnect } = openSandbox();
  const { id } = await secuconnect.smart.transactions.create({ ...SALE, payment_context: { auto_capture: true } });
  sandbox.control.payers.checkout(id, { method: 'prepaid', result });
  await sandbox.control.advance('30d');
  expect((await secuconnect.smart.transactions.get(id)).status).toBe('pending');
});

test('the result of a page decides before test data', async () => {
  const { sandbox, secuconnect } = openSandbox();
  const sale = { ...SALE, basket_info: { sum: 66651, currency: 'EUR' }, payment_context: { auto_capture: true } };
  const { id } = await secuconnect.smart.transactions.create(sale);
  const status = async () => (await secuconnect.smart.transactions.get(id)).status;
  sandbox.control.payers.checkout(id, { method: 'debit' });
  expect(await status()).toBe('failed');
  sandbox.control.payers.checkout(id, { method: 'debit', result: 'check-passes' });
  expect(await status()).toBe('pending');
  await sandbox.control.advance('1m');
  expect(await status()).toBe('ok');
});

test('a payout collects what was paid', async () => {
  const { payers } = await open('debit');
  expect(payers.payOut()).toEqual([expect.stringMatching(/^POI_/)]);
  expect(payers.payOut()).toEqual([]);
});

describe('what cannot be is rejected, and changes nothing', () => {
  test.each<[string, (payers: never, pci: never, id: never) => void, string]>([
    ['a step', (payers: any, pci) => payers.step(pci, {}), 'step must be one of'],
    ['a step without a name', (payers: any, pci) => payers.step(pci, undefined), 'step must be one of'],
    ['a step of every object', (payers: any, pci) => payers.step(pci, 'toString'), 'step must be one of'],
    ['a state', (payers: any, pci) => payers.force(pci, '__proto__'), 'is no state'],
    ['a state of another type', (payers: any, pci) => payers.force(pci, null), 'is no state'],
    ['a number of a state', (payers: any, pci) => payers.force(pci, 1e9), 'is no state'],
    ['an amount as a text', (payers: any, pci) => payers.transfer(pci, '5'), 'amount must be'],
    ['an amount below nothing', (payers: any, pci) => payers.transfer(pci, -1), 'amount must be'],
    ['an amount without a limit', (payers: any, pci) => payers.transfer(pci, Infinity), 'amount must be'],
    ['a result', (payers: any, _, id) => payers.confirm(id, 'declined'), 'result must be one of'],
    ['a result of a checkout', (payers: any, _, id) => payers.checkout(id, { result: 'ok' }), 'result must be one of'],
    [
      'a container',
      (payers: any, _, id) => payers.checkout(id, { method: 'debit', container: 5 }),
      'must be an object',
    ],
    [
      'a customer',
      (payers: any, _, id) => payers.checkout(id, { method: 'debit', customer: null }),
      'must be an object',
    ],
    ['a payment', (payers: any) => payers.step('__proto__', 'charge-back'), 'was not found'],
    ['a sale', (payers: any) => payers.checkout('constructor', { method: 'debit' }), 'was not found'],
  ])('%s', async (_, act, details) => {
    const { payers, pci, id, states } = await open('prepaid');
    const before = await states();
    expect(() => act(payers as never, pci as never, id as never)).toThrow(details);
    expect(await states()).toEqual(before);
  });
});
