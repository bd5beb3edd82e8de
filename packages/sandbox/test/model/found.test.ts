import { describe, expect, test } from 'vitest';
import { ACCOUNT, openSandbox, PAYER, type OpenSandbox } from '../support/open-sandbox.ts';

/** What sequences of the model have found, each as a short story. */
const SALE = { intent: 'sale', customer: PAYER, basket_info: { sum: 1995, currency: 'EUR' } } as const;
const NOT_POSSIBLE = { error: 'ProductInternalException', code: 1003 };

interface Reading {
  readonly status: string;
  readonly iframe_url?: string;
  readonly transactions: readonly { readonly id: string; readonly details: { readonly status_simple: number } }[];
}

async function open(sum = 1995) {
  const { request, sandbox, secuconnect } = openSandbox();
  const post = async (path: string, body: object = {}) => (await request('POST', path, body)).json();
  const { id } = (await post('/Smart/Transactions', { ...SALE, basket_info: { sum, currency: 'EUR' } })) as {
    id: string;
  };
  return {
    id,
    post,
    request,
    payers: sandbox.control.payers,
    sandbox,
    secuconnect,
    smart: (path: string, body?: object) => post(`/Smart/Transactions/${id}/${path}`, body),
    read: async () => (await (await request('GET', `/Smart/Transactions/${id}`)).json()) as Reading,
    payment: async () =>
      ((await (await request('GET', `/Smart/Transactions/${id}`)).json()) as Reading).transactions[0]!.id,
  };
}

const statusOf = async ({ request }: Pick<OpenSandbox, 'request'>, payment: string): Promise<unknown> =>
  (await request('GET', `/Payment/Transactions/${payment}/checkStatus`)).json();

describe('the till', () => {
  test('voids what was approved online, so that it cannot be captured as well', async () => {
    const { smart, payment, post, request, read } = await open();
    await smart('prepare/debit', { container: ACCOUNT });
    const pci = await payment();
    await smart('start/cash');
    expect(await read()).toMatchObject({ status: 'ok', transactions: [] });
    expect(await statusOf({ request }, pci)).toMatchObject({ status_simple: 5, amount: 0 });
    expect(await post(`/Payment/Transactions/${pci}/capture`)).toMatchObject(NOT_POSSIBLE);
  });

  test('takes no cash while a transfer is outstanding', async () => {
    const { smart, read } = await open();
    await smart('start/prepaid');
    expect(await smart('start/cash')).toMatchObject(NOT_POSSIBLE);
    expect(await read()).toMatchObject({ status: 'pending' });
  });
});

describe('a method', () => {
  test.each(['creditcard', 'paypal'])('%s that the payer has to confirm cannot be started at once', async (method) => {
    const { smart, read } = await open();
    expect(await smart(`start/${method}`)).toMatchObject({ error: 'ProductNotAllowedException', code: 1008 });
    expect(await read()).toMatchObject({ status: 'created', transactions: [] });
  });

  test('is not declined for the account of another one', async () => {
    const { smart } = await open();
    const declined = { ...ACCOUNT, private: { ...ACCOUNT.private, iban: 'DE80120300000000000051' } };
    await smart('start/debit', { container: declined });
    expect(await smart('start/invoice')).toMatchObject({ status: 'ok' });
  });

  test('leaves no page of an earlier one behind', async () => {
    const { smart, read } = await open();
    expect(await smart('prepare/paypal')).toMatchObject({ iframe_url: expect.any(String) });
    await smart('start/debit', { container: ACCOUNT });
    expect((await read()).iframe_url).toBeUndefined();
  });
});

describe('a capture', () => {
  test.each(['prepaid', 'invoice'])('takes no money of %s that was only prepared', async (method) => {
    const { smart, payment, post, read } = await open();
    await smart(`prepare/${method}`);
    expect(await post(`/Payment/Transactions/${await payment()}/capture`)).toMatchObject(NOT_POSSIBLE);
    expect(await read()).toMatchObject({ status: 'approved' });
  });

  test('is charged back when test data say so', async () => {
    const { smart, payment, post, sandbox, secuconnect } = await open(66_669);
    await smart('prepare/debit', { container: ACCOUNT });
    const pci = await payment();
    await post(`/Payment/Transactions/${pci}/capture`);
    await sandbox.control.advance('14d');
    expect(await secuconnect.payment.transactions.checkStatus(pci as `PCI_${string}`)).toMatchObject({
      status_simple: 4,
    });
  });
});

describe('what payers and banks do', () => {
  test('a transfer for what waits for none changes nothing', async () => {
    const { smart, payment, payers, read } = await open();
    await smart('prepare/debit', { container: ACCOUNT });
    payers.transfer(await payment());
    expect(await read()).toMatchObject({ status: 'approved', transactions: [{ details: { status_simple: 2 } }] });
  });

  test('a refund leaves nothing, and has a child', async () => {
    const { smart, payment, payers, request } = await open();
    await smart('start/debit', { container: ACCOUNT });
    const pci = await payment();
    payers.step(pci, 'refund-rest');
    expect(await statusOf({ request }, pci)).toMatchObject({ status_simple: 5, amount: 0 });
    const { related_transactions } = (await (await request('GET', `/Payment/Transactions/${pci}`)).json()) as {
      related_transactions: object[];
    };
    expect(related_transactions).toMatchObject([{ hierarchy: 'child' }]);
  });

  test('a voided payment leaves nothing', async () => {
    const { smart, payment, payers, request } = await open();
    await smart('prepare/debit', { container: ACCOUNT });
    const pci = await payment();
    payers.step(pci, 'void');
    expect(await statusOf({ request }, pci)).toMatchObject({ status_simple: 5, amount: 0 });
  });

  test('a part of a refund needs an amount', async () => {
    const { smart, payment, payers } = await open();
    await smart('start/debit', { container: ACCOUNT });
    const pci = await payment();
    expect(() => payers.step(pci, 'refund-part')).toThrow('amount');
  });

  test('an approval or a check that a bank decides reaches the sale', async () => {
    const { smart, payment, payers, read } = await open();
    await smart('prepare/paypal');
    const pci = await payment();
    payers.step(pci, 'authorise');
    expect(await read()).toMatchObject({ status: 'approved' });
    payers.step(pci, 'check');
    expect(await read()).toMatchObject({ status: 'pending' });
  });

  test('a payer cannot decline what the bank has authorised', async () => {
    const { id, smart, payment, payers, read } = await open();
    await smart('prepare/paypal');
    payers.step(await payment(), 'authorise');
    expect(() => payers.confirm(id, 'decline')).toThrow('authorised');
    expect(await read()).toMatchObject({ status: 'approved' });
  });

  test('an approved invoice cannot be denied: it is guaranteed', async () => {
    const { smart, payment, payers, read } = await open();
    await smart('start/invoice');
    const pci = await payment();
    expect(() => payers.step(pci, 'deny')).toThrow('does not allow deny');
    expect(await read()).toMatchObject({ status: 'ok' });
  });
});

describe('an authorised payment', () => {
  const lower = async ({ post, payment }: Awaited<ReturnType<typeof open>>) =>
    post(`/Payment/Transactions/${await payment()}/cancel`, { reduce_amount_by: 100 });

  test('by card can be lowered once, no matter what was lowered before the payer confirmed', async () => {
    const story = await open();
    await story.smart('prepare/creditcard');
    await lower(story);
    story.payers.confirm(story.id);
    expect(await lower(story)).toMatchObject([{ amount: 1795 }]);
    expect(await lower(story)).toMatchObject(NOT_POSSIBLE);
  });

  test('by another method can be lowered more than once', async () => {
    const story = await open();
    await story.smart('prepare/debit', { container: ACCOUNT });
    await lower(story);
    expect(await lower(story)).toMatchObject([{ amount: 1795 }]);
  });
});
