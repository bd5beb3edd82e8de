import { describe, expect, test } from 'vitest';
import { DEBIT, openSteps, PUSH_URL, SALE, time, type Json, type Steps } from './steps.ts';

/** Everything of a push that its receiver sees. */
interface Received {
  readonly url: string;
  readonly method: string | undefined;
  readonly headers: unknown;
  readonly body: Json;
}

function openReceiver(status = 200): Steps & { readonly received: Received[] } {
  const received: Received[] = [];
  const receive = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const { method, headers, body } = init ?? {};
    received.push({ url: String(url), method, headers, body: JSON.parse(String(body)) });
    return new Response('ok', { status });
  };
  return Object.assign(openSteps({ fetch: receive as typeof fetch }), { received });
}

const pushOf = (target: string, id: unknown, type = 'changed') => ({
  object: 'event.pushes',
  id: expect.stringMatching(/^evt_[0-9a-z]{24,32}$/),
  created: time,
  target,
  type,
  data: [{ object: target, id }],
});

async function debited({ sell, ask, paymentOf }: Steps): Promise<Json> {
  const { id } = await sell();
  await ask('POST', `/Smart/Transactions/${id}/start/debit`, DEBIT);
  return paymentOf(id);
}

describe('a push', () => {
  test('names the object and nothing about it', async () => {
    const steps = openReceiver();
    const { id } = await debited(steps);
    await steps.wait('0s');
    expect(steps.received).toEqual([
      {
        url: PUSH_URL,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: '*/*',
          referer: 'https://connect.secucard.com',
          connection: 'close',
        },
        body: pushOf('payment.transactions', id),
      },
    ]);
  });

  test.each([204, 201, 302, 404, 500])('that was answered with %i is sent again, for a day', async (status) => {
    const steps = openReceiver(status);
    await debited(steps);
    await steps.wait('23h');
    const attempts = steps.received.length;
    expect(attempts).toBeGreaterThan(1);
    expect(new Set(steps.received.map(({ body }) => body.id)).size).toBe(1);
    await steps.wait('2h');
    const afterADay = steps.received.length;
    await steps.wait('48h');
    expect(steps.received.length).toBe(afterADay);
  });

  test('says that a refund was added, where the sale was to be pushed', async () => {
    const steps = openReceiver();
    const { id } = await debited(steps);
    const [, refund] = (await steps.ask('POST', `/Payment/Transactions/${id}/cancel`, { reduce_amount_by: 1 })).body;
    await steps.wait('0s');
    expect(steps.received.map(({ url, body }) => [url, body])).toEqual([
      [PUSH_URL, pushOf('payment.transactions', id)],
      [PUSH_URL, pushOf('payment.transactions', refund.id, 'added')],
    ]);
  });

  test('comes when the money of a prepayment arrives', async () => {
    const steps = openReceiver();
    const { id } = await steps.sell();
    await steps.ask('POST', `/Smart/Transactions/${id}/start/prepaid`, {});
    await steps.wait('0s');
    const before = steps.received.length;
    await steps.wait('24h');
    const payment = await steps.paymentOf(id);
    expect(steps.received.slice(before).map(({ body }) => body)).toEqual([pushOf('payment.transactions', payment.id)]);
    const { data } = (await steps.ask('GET', `/Smart/Transactions?q=transactions.id:${payment.id}&count=1`)).body;
    expect(data).toMatchObject([{ id, status: 'ok' }]);
  });

  test('of an older payment names its own resource', async () => {
    const { ask, wait, received } = openReceiver();
    const input = { amount: 1995, currency: 'EUR', customer: SALE.customer, redirect_url: { url_push: PUSH_URL } };
    const { id } = (await ask('POST', '/Payment/Secupayprepays', input)).body;
    await wait('24h');
    expect(received.at(-1)!.body).toEqual(pushOf('payment.secupayprepays', id));
  });

  test('of a TWINT payment names its hash', async () => {
    const { ask, wait, received } = openReceiver();
    const input = { amount: 1995, currency: 'CHF', payment_methods: ['twint'], redirect_url: { url_push: PUSH_URL } };
    const { id, payment_id } = (await ask('POST', '/Payment/Transactions', { ...input, customer: {} })).body;
    await ask('GET', `/Payment/Transactions/${payment_id}`);
    await wait('0s');
    expect(id).not.toMatch(/^PCI_/);
    expect(received.map(({ body }) => body.data[0].id).every((pushed) => pushed === id)).toBe(true);
  });

  test('comes when a contract is approved', async () => {
    const { ask, wait, received } = openReceiver();
    const { contact } = SALE.customer;
    const input = { contact, project: 'Project', url_push: PUSH_URL };
    const { id } = (await ask('POST', '/Payment/Contracts/me/requestId', input)).body;
    await wait('48h');
    expect(received.map(({ url, body }) => [url, body])).toEqual([[PUSH_URL, pushOf('general.contracts', id)]]);
    expect((await ask('GET', `/General/Contracts/${id}`)).body).toMatchObject({ id, approved: true });
  });

  test('comes when a person is identified, and when the result is there', async () => {
    const { ask, wait, received, sandbox } = openReceiver();
    sandbox.control.changeSettings({ pushUrl: PUSH_URL });
    const person = [{ contact: SALE.customer.contact }];
    const { id } = (await ask('POST', '/Services/Identrequests', { type: 'person', provider: 'idnow', person })).body;
    await wait('1h');
    expect(received.map(({ body }) => body)).toEqual([
      pushOf('services.identrequests', id),
      pushOf('services.identresults', id, 'added'),
    ]);
  });

  test('comes when a payout is executed', async () => {
    const { ask, wait, received, sandbox } = openReceiver();
    const transaction_list = [{ reference_id: '1', name: 'Prize', total: 100, container_id: '' }];
    const container = (await ask('POST', '/Payment/Containers', DEBIT.container)).body.id;
    transaction_list[0]!.container_id = container;
    const input = {
      amount: 100,
      currency: 'EUR',
      customer: {},
      transaction_list,
      redirect_url: { url_push: PUSH_URL },
    };
    const { payment_id } = (await ask('POST', '/Payment/Secupaypayout', input)).body;
    sandbox.control.payers.step(payment_id, 'complete');
    await wait('0s');
    const { target, type, data } = received.at(-1)!.body;
    expect([target, type]).toEqual(['payment.payouts', 'changed']);
    expect((await ask('GET', `/Payment/Payouts/${data[0].id}`)).body).toMatchObject({ id: data[0].id });
  });

  test('comes when a network token is active, to the address of the container', async () => {
    const { ask, wait, received } = openReceiver();
    const wallet = { signature: 's', protocolVersion: 'ECv2', signedMessage: 'm' };
    const input = { type: 'googlepay', private: wallet, request_token: true, notification_url: PUSH_URL };
    const { id, token_status } = (await ask('POST', '/Payment/Containers', input)).body;
    expect(token_status).toEqual({ status: 'requested', created: time, last_modified: time, version: '1' });
    await wait('1h');
    expect(received.map(({ body }) => body)).toEqual([pushOf('payment.containers', id)]);
    expect((await ask('GET', `/Payment/Containers/${id}`)).body.token_status.status).toBe('active');
  });
});
