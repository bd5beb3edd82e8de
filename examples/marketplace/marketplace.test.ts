import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeApi, fixtures, pushEvent, type FakeApi } from '@secuconnect/client/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMarketplace } from './marketplace.ts';

const PLATFORM = 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1';
const APPLICATION = {
  contact: { companyname: 'Example Roastery GmbH', forename: 'Petra', surname: 'Beispiel' },
  payout_account: { owner: 'Example Roastery GmbH', iban: 'DE37503240001000000524' },
};
const ORDER = {
  number: '10043',
  baskets: [
    { seller: 'Roastery', articles: [{ desc: 'Beans', quantity: 1, priceOne: 1595, tax: 7 }] },
    { seller: 'Pottery', articles: [{ desc: 'Cup', quantity: 2, priceOne: 1200, tax: 19 }] },
  ],
};
const LINK = 'https://checkout.example/pay/1';

let fake: FakeApi;
let folder: string;
const reported = vi.fn();
beforeEach(() => {
  vi.stubEnv('SECUCONNECT_PUSH_KEYS', '2026-03:secret-of-the-push-urls');
  vi.spyOn(console, 'error').mockImplementation(reported.mockReset());
  fake = createFakeApi();
  folder = mkdtempSync(join(tmpdir(), 'marketplace-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** The marketplace; another one has the same books, as after a restart. */
const market = () =>
  createMarketplace(fake.client(), PLATFORM, 'https://platform.example/pushes', join(folder, 'books.json'));
const run = () => market().commands;

/** Signs up a seller, whose contract is then approved. */
async function approved(...sellers: string[]): Promise<void> {
  for (const seller of sellers) {
    const [contract, merchant] = [{ id: `GCR_${seller}` }, { id: `MRC_${seller}` }];
    fake.on('payment.contracts.requestId').reply(fixtures.paymentContractRequestIdResult({ contract, merchant }));
    await run().onboard({ seller, ...APPLICATION });
    fake.on('general.contracts.get').reply(fixtures.generalContract({ ...contract, merchant, approved: true }));
    expect(await push(seller)).toBe(200);
  }
}
const pushUrl = (seller: string): string =>
  fake.calls('payment.contracts.requestId').find(({ body }) => body.project === seller)?.body.url_push ?? '';
async function push(seller: string, url = pushUrl(seller)): Promise<number> {
  const body = JSON.stringify(pushEvent({ target: 'general.contracts', id: `GCR_${seller}` }));
  return (await market().pushes(new Request(url, { method: 'POST', body }))).status;
}

describe('onboard()', () => {
  test('a seller gets a contract with an account for payouts, and may sell after the approval', async () => {
    const [contract, merchant] = [{ id: 'GCR_Roastery' }, { id: 'MRC_Roastery' }];
    fake.on('payment.contracts.requestId').reply(fixtures.paymentContractRequestIdResult({ contract, merchant }));
    const expected = { contract: 'GCR_Roastery', merchant: 'MRC_Roastery', isApproved: false };
    expect(await run().onboard({ seller: 'Roastery', ...APPLICATION })).toEqual(expected);
    expect(await run().onboard({ seller: 'Roastery', ...APPLICATION })).toEqual(expected);
    expect(fake.calls().map(({ path, body }) => [path, body])).toEqual([
      [
        { paymentContractId: PLATFORM },
        {
          contact: APPLICATION.contact,
          project: 'Roastery',
          payout_account: APPLICATION.payout_account,
          payin_account: true,
          url_push: expect.stringContaining(
            'https://platform.example/pushes?push_ref=Roastery&push_key=2026-03&push_sig=',
          ),
        },
      ],
    ]);
    await expect(run().sell({ ...ORDER, baskets: [ORDER.baskets[0]!] })).rejects.toThrow('Roastery may not sell yet.');
    fake.verify();
  });

  test('a contract whose response is lost comes with the push, and no second one is requested', async () => {
    fake.on('payment.contracts.requestId').networkError('reset');
    await expect(run().onboard({ seller: 'Roastery', ...APPLICATION })).rejects.toMatchObject({ outcome: 'unknown' });
    const contract = { id: 'GCR_Roastery', merchant: { id: 'MRC_Roastery' } };
    fake.on('general.contracts.get').reply(fixtures.generalContract({ ...contract, approved: true }));
    expect(await push('Roastery')).toBe(200);
    const expected = { contract: 'GCR_Roastery', merchant: 'MRC_Roastery', isApproved: true };
    expect(await run().onboard({ seller: 'Roastery', ...APPLICATION })).toEqual(expected);
    expect(fake.calls('payment.contracts.requestId')).toHaveLength(1);
  });

  test('a push with a wrong signature approves no seller', async () => {
    fake.on('payment.contracts.requestId').reply(fixtures.paymentContractRequestIdResult());
    await run().onboard({ seller: 'Roastery', ...APPLICATION });
    const url = new URL(pushUrl('Roastery'));
    url.searchParams.set('push_ref', 'Pottery');
    expect(await push('Pottery', url.href)).toBe(403);
    expect(fake.calls('general.contracts.get')).toEqual([]);
    expect(await run().onboard({ seller: 'Roastery', ...APPLICATION })).toMatchObject({ isApproved: false });
  });
});

describe('sell()', () => {
  const created = () => fake.calls('smart.transactions.create').map(({ body }) => body);
  const known = () =>
    fixtures.smartTransaction({
      transactionRef: '10043',
      status: 'created',
      transactions: [],
      payment_links: { general: LINK },
    });

  test('one payment has a part for each seller, with the fee of the platform inside', async () => {
    await approved('Roastery', 'Pottery');
    fake.on('smart.transactions.list').replyWithItems([]);
    fake.on('smart.transactions.create').reply(known());
    expect(await run().sell(ORDER)).toBe(LINK);
    const part = { item_type: 'sub_transaction' };
    const fee = { id: 2, item_type: 'stakeholder_payment', desc: 'Fee', contract_id: PLATFORM };
    const beans = { id: 1, item_type: 'article', desc: 'Beans', quantity: 1, priceOne: 1595, tax: 7 };
    const cups = { id: 1, item_type: 'article', desc: 'Cup', quantity: 2, priceOne: 1200, tax: 19 };
    expect(created()).toEqual([
      {
        intent: 'sale',
        contract: { id: PLATFORM },
        customer: {},
        basket: {
          products: [
            {
              ...part,
              id: 1,
              desc: 'Roastery',
              reference_id: 'Roastery',
              contract_id: 'GCR_Roastery',
              sum: 1595,
              sub_basket: [beans, { ...fee, reference_id: 'fee Roastery', sum: 160 }],
            },
            {
              ...part,
              id: 2,
              desc: 'Pottery',
              reference_id: 'Pottery',
              contract_id: 'GCR_Pottery',
              sum: 2400,
              sub_basket: [cups, { ...fee, reference_id: 'fee Pottery', sum: 240 }],
            },
          ],
        },
        basket_info: { sum: 3995, currency: 'EUR' },
        transactionRef: '10043',
        payment_context: { auto_capture: true },
      },
    ]);
  });

  test('when the response is lost, the same command finds the order, and opens no second one', async () => {
    await approved('Roastery', 'Pottery');
    fake.on('smart.transactions.list').reply({ count: 0, data: [] }).times(1).replyWithItems([known()]);
    fake.on('smart.transactions.create').networkError('reset');
    await expect(run().sell(ORDER)).rejects.toMatchObject({ outcome: 'unknown' });
    expect(await run().sell(ORDER)).toBe(LINK);
    expect(created()).toHaveLength(1);
  });
});

/** An order that is paid, with its payments by seller. */
async function paidOrder(amounts: Record<string, number> = { Roastery: 1595, Pottery: 2400 }): Promise<void> {
  await approved('Roastery', 'Pottery');
  const stx = { transactionRef: '10043', status: 'ok', trans_id: 4711, basket_info: { sum: 3995 } };
  fake.on('smart.transactions.list').replyWithItems([fixtures.smartTransaction(stx)]);
  const parts = Object.entries(amounts).map(([reference_id, amount]) =>
    fixtures.paymentTransaction({ id: `PCI_${reference_id}`, reference_id, amount }),
  );
  fake.on('payment.transactions.list').replyWithItems(parts);
}

describe('shares()', () => {
  test('each seller gets the payment of one part, less the fee', async () => {
    await paidOrder();
    expect(await run().shares({ number: '10043' })).toEqual([
      { seller: 'Roastery', id: 'PCI_Roastery', amount: 1595, fee: 160 },
      { seller: 'Pottery', id: 'PCI_Pottery', amount: 2400, fee: 240 },
    ]);
    expect(fake.calls('payment.transactions.list').map(({ query }) => query.q)).toEqual(['parents.trans_id:4711']);
  });

  test('parts that do not add up to the order are an error', async () => {
    await paidOrder({ Roastery: 1595 });
    await expect(run().shares({ number: '10043' })).rejects.toThrow('The parts of order 10043 do not add up to it.');
  });

  test('an order that is not paid has no shares', async () => {
    await paidOrder();
    fake.on('smart.transactions.list').replyWithItems([
      fixtures.smartTransaction({
        transactionRef: '10043',
        status: 'pending',
        payment_method: 'prepaid',
        transactions: [],
      }),
    ]);
    await expect(run().shares({ number: '10043' })).rejects.toThrow('Order 10043 is awaiting-transfer.');
  });
});

describe('refund()', () => {
  const refund = { number: '10043', seller: 'Roastery', key: 'r1', amount: 500 };
  const cancelled = () =>
    fake.calls('payment.transactions.cancel').map(({ path, body }) => [path.paymentTransactionId, body]);
  function setLeft(...amounts: number[]): void {
    const states = amounts.map((amount) => fixtures.paymentTransactionCheckStatusResult({ amount }));
    fake.on('payment.transactions.checkStatus').replyWithSequence(states);
  }

  test('the part of one seller is refunded, with the fee in proportion, and once', async () => {
    await paidOrder();
    setLeft(1595, 1595, 1095);
    fake
      .on('payment.transactions.cancel')
      .reply([fixtures.paymentTransaction({ amount: -500, parents: [{ id: 'PCI_Roastery' }] })]);
    expect(await run().refund(refund)).toBe(1095);
    expect(await run().refund(refund)).toBe(1095);
    expect(cancelled()).toEqual([['PCI_Roastery', { reduce_amount_by: 500, reduce_stakeholder_payment: true }]]);
  });

  test('a refund whose response is lost is not sent again when it has succeeded', async () => {
    await paidOrder();
    setLeft(1595);
    fake.on('payment.transactions.cancel').networkError('reset');
    await expect(run().refund(refund)).rejects.toMatchObject({ outcome: 'unknown' });
    setLeft(1095); // now the API shows it
    expect(await run().refund(refund)).toBe(1095);
    await expect(run().refund({ ...refund, amount: 600 })).rejects.toThrow('600 cannot be refunded.');
    expect(cancelled()).toHaveLength(1);
  });

  test('a refund that is unclear blocks the next one of this seller, and a later one does not undo it', async () => {
    await paidOrder();
    setLeft(1595);
    fake.on('payment.transactions.cancel').networkError('reset');
    await expect(run().refund(refund)).rejects.toMatchObject({ outcome: 'unknown' });
    await expect(run().refund({ ...refund, key: 'r2' })).rejects.toThrow('It is unclear whether r1 was refunded');
    setLeft(1095);
    expect(await run().refund(refund)).toBe(1095);
    setLeft(1095, 1095, 595);
    fake
      .on('payment.transactions.cancel')
      .reply([fixtures.paymentTransaction({ amount: -500, parents: [{ id: 'PCI_Roastery' }] })]);
    expect(await run().refund({ ...refund, key: 'r2' })).toBe(595);
    expect(await run().refund(refund)).toBe(1095);
    expect(cancelled()).toHaveLength(2);
  });

  test('no more is refunded than is left of the part', async () => {
    await paidOrder();
    setLeft(400);
    await expect(run().refund(refund)).rejects.toThrow('500 cannot be refunded.');
    expect(cancelled()).toEqual([]);
  });

  test('nothing is refunded for a seller who is not in the order', async () => {
    await paidOrder();
    await expect(run().refund({ ...refund, seller: 'Bakery' })).rejects.toThrow('Bakery sold nothing.');
    expect(cancelled()).toEqual([]);
  });
});

describe('payOut()', () => {
  const payout = {
    run: '2026-02',
    total: 3595,
    items: [
      { seller: 'Roastery', amount: 1435 },
      { seller: 'Pottery', amount: 2160 },
    ],
  };
  const ordered = () => fake.calls('payment.secupayPayout.payoutWithoutCustomer').map(({ body }) => body);
  const operation = () => fake.on('payment.secupayPayout.payoutWithoutCustomer');
  const found = (amount: number, month: string, trans_id: number) =>
    fixtures.paymentPayout({ trans_id, amount, purpose: `TA ${trans_id} Payout 2026-${month}` });

  test('a run is ordered once, with a transfer for each seller', async () => {
    await approved('Roastery', 'Pottery');
    operation().reply(fixtures.secupayPayoutWithoutCustomerResult({ trans_id: 4712 }));
    expect([await run().payOut(payout), await run().payOut(payout)]).toEqual([4712, 4712]);
    const purpose = 'Payout 2026-02';
    expect(ordered()).toEqual([
      {
        contract_id: PLATFORM,
        amount: 3595,
        currency: 'EUR',
        purpose,
        payout_list: [
          { reference: '2026-02 Roastery', purpose, amount: 1435, recipient: 'MRC_Roastery' },
          { reference: '2026-02 Pottery', purpose, amount: 2160, recipient: 'MRC_Pottery' },
        ],
      },
    ]);
  });

  test.each([
    ['that does not add up', { total: 3596 }, 'The amounts must add up to 3596.'],
    [
      'with a negative amount',
      {
        total: 5,
        items: [
          { seller: 'Roastery', amount: 10 },
          { seller: 'Pottery', amount: -5 },
        ],
      },
      'The amounts must add up to 5.',
    ],
    ['for an unknown seller', { total: 5, items: [{ seller: 'Bakery', amount: 5 }] }, 'Bakery is not a seller.'],
  ])('a run %s orders nothing', async (_, change, message) => {
    await approved('Roastery', 'Pottery');
    await expect(run().payOut({ ...payout, ...change })).rejects.toThrow(message);
    expect(ordered()).toEqual([]);
  });

  test('when the response is lost, the same command finds the payout, and orders no second one', async () => {
    await approved('Roastery', 'Pottery');
    operation().networkError('reset');
    await expect(run().payOut(payout)).rejects.toMatchObject({ outcome: 'unknown' });
    fake
      .on('payment.payouts.list')
      .replyWithItems([found(1, '02', 4710), found(3595, '01', 4711), found(3595, '02', 4712)]);
    expect([await run().payOut(payout), await run().payOut(payout)]).toEqual([4712, 4712]);
    expect(fake.calls('payment.payouts.list').map(({ query }) => query.q)).toEqual(['purpose:"Payout 2026-02"']);
    expect(ordered()).toHaveLength(1);
  });

  test('a payout that cannot be found is not ordered again before a person has looked', async () => {
    await approved('Roastery', 'Pottery');
    operation()
      .networkError('reset')
      .times(1)
      .reply(fixtures.secupayPayoutWithoutCustomerResult({ trans_id: 4713 }));
    await expect(run().payOut(payout)).rejects.toMatchObject({ outcome: 'unknown' });
    fake.on('payment.payouts.list').replyWithItems([found(1, '02', 4710)]);
    await expect(run().payOut(payout)).rejects.toThrow('It is unclear whether run 2026-02 was ordered');
    expect(ordered()).toHaveLength(1);
    expect(await run().payOut({ ...payout, isMissing: true })).toBe(4713);
    expect(ordered()).toHaveLength(2);
  });

  test('a payout that is rejected can be ordered again at once', async () => {
    await approved('Roastery', 'Pottery');
    operation()
      .replyError('ProductFormatException')
      .times(1)
      .reply(fixtures.secupayPayoutWithoutCustomerResult({ trans_id: 4712 }));
    await expect(run().payOut(payout)).rejects.toMatchObject({ outcome: 'no-effect' });
    expect(await run().payOut(payout)).toBe(4712);
    expect(fake.calls('payment.payouts.list')).toEqual([]);
  });
});
