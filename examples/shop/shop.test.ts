import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SmartTransaction } from '@secuconnect/client';
import { createFakeApi, fixtures, pushEvent, type DeepPartial, type FakeApi } from '@secuconnect/client/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createShop } from './shop.ts';

const SHOP_URL = 'https://shop.example';
const LINK = 'https://checkout.example/pay/1';
const PAYMENT = 'PCI_7M2XR9KPWD5N8Q1T4V6Y3Z0A2B5C7E';

let fake: FakeApi;
let folder: string;
let server: Server;
const reported = vi.fn();
beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(reported.mockReset());
  vi.stubEnv('SECUCONNECT_PUSH_KEYS', '2026-03:secret-of-the-push-urls');
  vi.stubEnv('SECUCONNECT_CONTRACT_ID', 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1');
  vi.stubEnv('SHOP_ADMIN_TOKEN', 'merchant');
  fake = createFakeApi();
  folder = mkdtempSync(join(tmpdir(), 'shop-'));
  await start();
});
afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true });
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Starts the shop; called again, that is a restart. */
async function start(): Promise<void> {
  server = createServer(createShop(fake.client(), SHOP_URL, join(folder, 'orders.json')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}

/** Sends a request as a browser does, or with `token` as the merchant does, and returns the status and the page or the redirection. */
async function send(method: string, url: string, form?: Record<string, string>, token?: string) {
  const { pathname, search } = new URL(url, SHOP_URL);
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}${search}`, {
    method,
    redirect: 'manual',
    ...(form && { body: new URLSearchParams(form) }),
    ...(token && { headers: { authorization: `Bearer ${token}` } }),
  });
  return [response.status, response.headers.get('location') ?? (await response.text())] as const;
}
const refund = (key: string, amount: string, token = 'merchant') =>
  send('PUT', `/orders/${number()}/refunds/${key}`, { amount }, token);
const ship = () => send('PUT', `/orders/${number()}/shipment`, {}, 'merchant');
const page = () => send('GET', `/orders/${number()}`);

const created = () => fake.calls('smart.transactions.create').map(({ body }) => body);
/** The order number, as it was sent. */
const number = (): string => created()[0]?.transactionRef ?? '';
const cancelled = () =>
  fake.calls('payment.transactions.cancel').map(({ path, body }) => [path.paymentTransactionId, body]);

/** The Smart Transaction as the API has it from now on. */
function setTransaction(overrides: DeepPartial<SmartTransaction>): void {
  const stx = fixtures.smartTransaction({
    id: 'STX_1',
    transactionRef: number(),
    payment_links: { general: LINK },
    ...overrides,
  });
  fake.on('smart.transactions.get').reply(stx);
}
/** An order whose payer is at the payment page. */
async function order(): Promise<void> {
  fake
    .on('smart.transactions.create')
    .reply(fixtures.smartTransaction({ id: 'STX_1', status: 'created', payment_links: { general: LINK } }));
  expect(await send('POST', '/orders', { quantity: '2' })).toEqual([303, LINK]);
}
async function paidOrder(): Promise<void> {
  await order();
  setTransaction({ status: 'ok' });
}
function setLeft(...amounts: number[]): void {
  const states = amounts.map((amount) => fixtures.paymentTransactionCheckStatusResult({ amount }));
  fake.on('payment.transactions.checkStatus').replyWithSequence(states);
}
const push = (url: string, eventId?: string): Promise<readonly [number, string]> =>
  deliver(url, pushEvent({ target: 'payment.transactions', id: PAYMENT, ...(eventId && { eventId }) }));
async function deliver(url: string, event: object) {
  const { pathname, search } = new URL(url);
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${pathname}${search}`, {
    method: 'POST',
    body: JSON.stringify(event),
  });
  return [response.status, await response.text()] as const;
}
/** What the shop remembers of its only order. */
const savedState = (): unknown => JSON.parse(readFileSync(join(folder, 'orders.json'), 'utf8'))[0][1].state;
const pushUrl = (): string => created()[0]?.application_context?.return_urls?.url_push ?? '';

test('an order opens a checkout with its number as the reference, and the payer goes there', async () => {
  await order();
  const returnUrl = `${SHOP_URL}/orders/${number()}`;
  expect(created()).toEqual([
    {
      intent: 'sale',
      contract: { id: 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1' },
      customer: {},
      basket: {
        products: [{ id: 1, item_type: 'article', desc: 'Espresso beans, 1 kg', quantity: 2, priceOne: 1595, tax: 7 }],
      },
      basket_info: { sum: 3190, currency: 'EUR' },
      transactionRef: expect.stringMatching(/^[\da-f-]{36}$/),
      application_context: {
        return_urls: {
          url_success: returnUrl,
          url_error: returnUrl,
          url_abort: returnUrl,
          url_push: expect.stringMatching(`^${SHOP_URL}/pushes\\?push_ref=${number()}&push_key=2026-03&push_sig=`),
        },
      },
      payment_context: { auto_capture: true },
    },
  ]);
  fake.verify();
});

test('a quantity that is not one opens nothing', async () => {
  for (const quantity of ['0', '-1', '1.5', '10', 'two', ''])
    expect(await send('POST', '/orders', { quantity })).toEqual([400, 'How many?']);
  expect(fake.calls()).toEqual([]);
});

test('when the response to create is lost, the shop finds the transaction by its reference, and opens no second one', async () => {
  fake.on('smart.transactions.create').networkError('reset');
  const [, url] = await send('POST', '/orders', { quantity: '2' });
  expect(url).toBe(`${SHOP_URL}/orders/${number()}`);

  await new Promise((resolve) => server.close(resolve));
  await start(); // the order was saved before
  const found = { id: 'STX_1', status: 'created', payment_links: { general: LINK } };
  fake
    .on('smart.transactions.list')
    .replyWithItems([
      fixtures.smartTransaction({ ...found, id: 'STX_9', transactionRef: 'another' }),
      fixtures.smartTransaction({ ...found, transactionRef: number() }),
    ]);
  setTransaction(found);
  expect(await page()).toEqual([200, expect.stringContaining(`action="${url}/checkout"`)]);
  expect(await send('POST', `${url}/checkout`)).toEqual([303, LINK]);
  expect(created()).toHaveLength(1);
  expect(fake.calls('smart.transactions.list').map(({ query }) => query.q)).toEqual([`transactionRef:"${number()}"`]);
  expect(fake.calls('smart.transactions.get').map(({ path }) => path.smartTransactionId)).toEqual(['STX_1']);
});

test('when create was lost and did not arrive, the next try sends it with the same reference and idempotency key', async () => {
  fake.on('smart.transactions.create').networkError('reset').times(1);
  await send('POST', '/orders', { quantity: '2' });
  fake.on('smart.transactions.list').replyWithItems([]);
  fake.on('smart.transactions.create').reply(fixtures.smartTransaction({ payment_links: { general: LINK } }));
  expect(await send('POST', `/orders/${number()}/checkout`)).toEqual([303, LINK]);
  const [first, second] = fake.calls('smart.transactions.create');
  expect(second?.body).toEqual(first?.body);
  expect([first, second].map((call) => call?.headers['x-action'])).toEqual([number(), number()]);
});

test('a rejected checkout is an error for the payer', async () => {
  fake.on('smart.transactions.create').replyError('ProductNotAllowedException');
  expect(await send('POST', '/orders', { quantity: '2' })).toEqual([503, expect.stringContaining('status 403')]);
  expect(created()).toHaveLength(1);
});

test('the return page reads the state, and does not trust the browser', async () => {
  await order();
  setTransaction({ status: 'created', transactions: [] });
  expect(await page()).toEqual([200, expect.stringContaining('The payment is open. <form method="post"')]);
  setTransaction({ status: 'ok' });
  expect(await page()).toEqual([200, 'Paid. Thank you!']);
  expect(await send('POST', `/orders/${number()}/checkout`)).toEqual([303, `${SHOP_URL}/orders/${number()}`]);
  expect(created()).toHaveLength(1);
});

test('a failed payment can be tried again with the same transaction', async () => {
  await order();
  setTransaction({ status: 'failed', transactions: [] });
  expect(await page()).toEqual([200, expect.stringContaining('The payment is failed. <form method="post"')]);
  expect(await send('POST', `/orders/${number()}/checkout`)).toEqual([303, LINK]);
  expect(created()).toHaveLength(1);
});

test('a prepayment is not paid: the page shows where to transfer the money, and nothing is shipped', async () => {
  await order();
  const payment_instructions = { iban: 'DE02120300000000202051', purpose: 'TA 4081 <7>', owner: 'secupay AG' };
  setTransaction({ status: 'pending', payment_method: 'prepaid', payment_instructions, transactions: [] });
  expect(await page()).toEqual([
    200,
    'Transfer €31.90 to secupay AG, DE02120300000000202051, purpose: TA 4081 &#60;7&#62;.',
  ]);
  expect(await ship()).toEqual([409, 'Do not ship: it is awaiting-transfer.']);
});

test('an order that does not exist is not found', async () => {
  expect(await send('GET', '/orders/10042')).toEqual([404, 'There is no such order.']);
  expect(await send('GET', '/admin')).toEqual([404, 'There is no such page.']);
  expect(fake.calls()).toEqual([]);
});

test('a push makes the shop read the state, and one that is delivered twice is handled once', async () => {
  await paidOrder();
  fake.on('payment.transactions.get').reply(fixtures.paymentTransaction({ id: PAYMENT }));
  expect(savedState()).toBe('open');
  expect(await push(pushUrl(), 'evt_1')).toEqual([200, '']);
  expect(savedState()).toBe('paid');
  expect(await push(pushUrl(), 'evt_1')).toEqual([200, '']);
  expect(fake.calls('smart.transactions.get').map(({ path }) => path.smartTransactionId)).toEqual(['STX_1']);
});

test('a push with a wrong signature is rejected, and changes and reads nothing', async () => {
  await paidOrder();
  const before = fake.calls().length;
  const url = new URL(pushUrl());
  url.searchParams.set('push_ref', 'another');
  for (const wrong of [url.href, `${SHOP_URL}/pushes`]) expect((await push(wrong))[0]).toBe(403);
  expect(fake.calls()).toHaveLength(before);
  expect(savedState()).toBe('open');
});

test('a push comes again when the state could not be read', async () => {
  await order();
  fake.on('payment.transactions.get').reply(fixtures.paymentTransaction({ id: PAYMENT }));
  fake
    .on('smart.transactions.get')
    .replyError(403)
    .times(1)
    .reply(fixtures.smartTransaction({ id: 'STX_1' }));
  expect((await push(pushUrl(), 'evt_1'))[0]).toBe(500);
  expect(reported).toHaveBeenCalledOnce();
  expect((await push(pushUrl(), 'evt_1'))[0]).toBe(200);
  expect(fake.calls('smart.transactions.get')).toHaveLength(2);
});

test('only the merchant refunds and ships', async () => {
  await paidOrder();
  for (const token of ['', 'payer', 'merchant2'])
    expect(await refund('r1', '5.00', token)).toEqual([401, 'For the merchant only.']);
  expect(await send('PUT', `/orders/${number()}/shipment`)).toEqual([401, 'For the merchant only.']);
  expect(cancelled()).toEqual([]);
});

test('a parcel leaves once, and only when the payment allows it', async () => {
  await order();
  setTransaction({ status: 'approved', transactions: [] });
  expect(await ship()).toEqual([409, 'Do not ship: it is authorised.']);
  setTransaction({ status: 'ok' });
  expect(await ship()).toEqual([200, 'Ship it now.']);
  expect(await ship()).toEqual([409, expect.stringContaining('Do not ship: it left at 20')]);
});

test('a disputed payment is neither shipped nor refunded, and the return page says so', async () => {
  await order();
  const disputed = { object: 'payment.transactions', id: PAYMENT, amount: 3190, details: { status_simple: 4 } };
  setTransaction({ status: 'ok', transactions: [disputed] });
  expect(await page()).toEqual([200, 'The payment is disputed. ']);
  expect(await ship()).toEqual([409, 'Do not ship: it is disputed.']);
  expect(await refund('r1', '5.00')).toEqual([409, 'There is nothing to refund.']);
  expect(cancelled()).toEqual([]);
});

/** A payment from which refunds are taken as the API does it, after a moment. */
function setRefundable(left: number): void {
  fake
    .on('payment.transactions.checkStatus')
    .reply(() => fixtures.paymentTransactionCheckStatusResult({ amount: left }));
  fake
    .on('payment.transactions.cancel')
    .reply(({ body }) => {
      left -= body?.reduce_amount_by ?? left;
      return [fixtures.paymentTransaction({ amount: -1, parents: [{ id: PAYMENT }] })];
    })
    .delay(50);
}

test('a refund is made once, however often it is sent, also at the same time and after a restart', async () => {
  await paidOrder();
  setRefundable(3190);
  const both = await Promise.all([refund('r1', '5.00'), refund('r1', '5.00')]);
  await new Promise((resolve) => server.close(resolve));
  await start();
  for (const result of [...both, await refund('r1', '5.00')])
    expect(result).toEqual([200, 'Refunded €5.00 of €31.90.']);
  expect(cancelled()).toEqual([[PAYMENT, { reduce_amount_by: 500, reason: `Order ${number()}` }]]);
});

test('two refunds of an order that come at the same time are made one after the other, and are not mistaken for each other', async () => {
  await paidOrder();
  setRefundable(3190);
  const results = await Promise.all([refund('r1', '5.00'), refund('r2', '5.00')]);
  expect(results.map(([, text]) => text).sort()).toEqual(['Refunded €5.00 of €26.90.', 'Refunded €5.00 of €31.90.']);
  expect((await refund('r1', '5.00'))[0]).toBe(200);
  expect(cancelled()).toHaveLength(2);
});

test('a refund whose response is lost is not sent again when it has succeeded', async () => {
  await paidOrder();
  setLeft(3190, 3190, 2690);
  fake.on('payment.transactions.cancel').networkError('reset');
  expect(await refund('r1', '5.00')).toEqual([200, 'Refunded €5.00 of €31.90.']);
  expect(cancelled()).toHaveLength(1);
});

test('a refund that stays unclear blocks the others until it is sent again', async () => {
  await paidOrder();
  setLeft(3190);
  fake.on('payment.transactions.cancel').networkError('reset');
  expect((await refund('r1', '5.00'))[0]).toBe(503);
  expect(await refund('r2', '1.00')).toEqual([409, '€31.90 are left. Send r1 again first: it is unclear.']);
  expect(await refund('r1', '6.00')).toEqual([409, '€31.90 are left.']);
  expect(cancelled()).toHaveLength(1);
  setLeft(2690); // it had succeeded
  expect(await refund('r1', '5.00')).toEqual([200, 'Refunded €5.00 of €31.90.']);
  expect(cancelled()).toHaveLength(1);
});

test('no more is refunded than is left', async () => {
  await paidOrder();
  setLeft(400);
  expect(await refund('r1', '5.00')).toEqual([409, '€4.00 are left.']);
  expect(cancelled()).toEqual([]);
});
