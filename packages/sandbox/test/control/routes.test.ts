import { describe, expect, test } from 'vitest';
import { ACCOUNT, openSandbox, PAYER } from '../support/open-sandbox.ts';

function open() {
  const opened = openSandbox();
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await opened.sandbox.fetch(`http://localhost:4010/_sandbox${path}`, {
      method,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, any> };
  };
  return { ...opened, call };
}

const SALE = { intent: 'sale', customer: PAYER, basket_info: { sum: 1995, currency: 'EUR' } } as const;

test('the overview and the tables', async () => {
  const { call } = open();
  expect(await call('GET', '')).toMatchObject({
    status: 200,
    body: { now: '2026-03-02T09:00:00+00:00', violations: [] },
  });
  expect((await call('GET', '/states')).body).toMatchObject({
    smart: expect.any(Array),
    payments: { steps: expect.any(Array) },
  });
});

test('the clock', async () => {
  const { call } = open();
  expect((await call('POST', '/clock', { advance: '1h' })).body).toEqual({ now: '2026-03-02T10:00:00+00:00' });
  expect((await call('GET', '/clock')).body).toEqual({ now: '2026-03-02T10:00:00+00:00' });
});

test('seeds, snapshots and the reset', async () => {
  const { call } = open();
  const seed = { 'payment.customers': [{ id: 'PCU_1' }] };
  expect((await call('POST', '/seed', seed)).body['objects']).toMatchObject({ 'payment.customers': 1 });
  expect((await call('PUT', '/snapshots/a%20b')).status).toBe(200);
  expect((await call('POST', '/reset')).body).toEqual({ done: true });
  expect((await call('GET', '')).body).toMatchObject({ snapshots: ['a b'] });
  expect((await call('POST', '/snapshots/a%20b/restore')).status).toBe(200);
  expect((await call('GET', '')).body['objects']).toMatchObject({ 'payment.customers': 1 });
  expect((await call('DELETE', '/snapshots/a%20b')).status).toBe(200);
  expect((await call('DELETE', '/snapshots/a%20b')).status).toBe(404);
  expect((await call('POST', '/snapshots/__proto__/restore')).status).toBe(404);
});

test('payers', async () => {
  const { call, secuconnect } = open();
  const { smart } = secuconnect;
  const checkout = await smart.transactions.create({
    ...SALE,
    application_context: { return_urls: { url_success: 'https://shop.example/ok' } },
  });
  expect((await call('POST', `/checkout/${checkout.id}`, { method: 'debit' })).body).toEqual({
    redirect: 'https://shop.example/ok',
  });
  const started = await smart.transactions.start((await smart.transactions.create(SALE)).id, 'prepaid');
  const payment = `/payments/${started.transactions![0]!.id}`;
  expect((await call('POST', `${payment}/transfer`, {})).status).toBe(200);
  expect((await call('POST', `${payment}/steps`, { step: 'charge-back' })).status).toBe(200);
  expect((await call('POST', `${payment}/steps`, { step: 'charge-back' })).status).toBe(500);
  expect((await call('POST', `${payment}/state`, { state: 'charged-back' })).status).toBe(200);
  expect((await call('POST', `/confirm/${checkout.id}`, {})).status).toBe(500);
  expect((await call('POST', '/payouts')).body).toEqual({ payouts: [] });
});

test('contracts, identifications and subscriptions', async () => {
  const { call } = open();
  expect((await call('POST', '/contracts/x/approve')).status).toBe(404);
  expect((await call('POST', '/idents/x', { status: 'ok' })).status).toBe(404);
  expect((await call('POST', '/subscriptions/x/cancel')).status).toBe(404);
});

test('faults', async () => {
  const { call } = open();
  const { id } = (await call('POST', '/faults', { kind: 'latency' })).body;
  expect((await call('GET', '/faults')).body).toMatchObject([{ id, kind: 'latency' }]);
  expect((await call('DELETE', `/faults/${id}`)).status).toBe(200);
  expect((await call('DELETE', `/faults/${id}`)).status).toBe(404);
  expect((await call('DELETE', '/faults/x')).status).toBe(404);
  expect((await call('DELETE', '/faults')).status).toBe(200);
});

test('requests and pushes', async () => {
  const { call, secuconnect } = open();
  const { id } = await secuconnect.smart.transactions.create({
    ...SALE,
    application_context: { return_urls: { url_push: 'https://shop.example.com/pushes' } },
  });
  await secuconnect.smart.transactions.start(id, 'debit', { container: ACCOUNT });
  expect((await call('GET', '/requests')).body).toHaveLength(3);
  const [push] = (await call('GET', '/pushes')).body as unknown as { id: string }[];
  expect((await call('POST', `/pushes/${push!.id}/replay`)).status).toBe(200);
  expect((await call('POST', '/pushes/x/replay')).status).toBe(404);
  const feed = (await call('GET', '/pushes/feed')).body;
  expect(feed).toMatchObject({ pushes: [{ event: { id: push!.id } }, { event: { id: push!.id } }] });
  const first = (await call('GET', '/pushes/feed?after=0&limit=1')).body;
  expect((await call('GET', `/pushes/feed?after=${first['cursor']}`)).body).toMatchObject({
    pushes: [{ url: 'https://shop.example.com/pushes' }],
    cursor: feed['latest'],
  });
  expect((await call('DELETE', '/pushes')).status).toBe(200);
  expect((await call('GET', '/pushes')).body).toEqual([]);
});

test('devices and tokens', async () => {
  const { call, sandbox, request } = open();
  const login = { grant_type: 'device', client_id: 'a', client_secret: 'b', uuid: 'u' };
  const start = () =>
    sandbox.fetch('http://localhost/oauth/token', { method: 'POST', body: new URLSearchParams(login) });
  for (const decision of ['approve', 'deny']) {
    await start();
    const [{ userCode }] = (await call('GET', '/devices')).body as unknown as [{ userCode: string }];
    expect((await call('POST', `/devices/${userCode}/${decision}`)).status).toBe(200);
    expect((await call('POST', `/devices/${userCode}/${decision}`)).status).toBe(404);
  }
  expect((await request('GET', '/Smart/Transactions')).status).toBe(200);
  await call('POST', '/tokens/expire');
  expect((await request('GET', '/Smart/Transactions')).status).toBe(403);
});

test('settings', async () => {
  const { call } = open();
  expect((await call('PATCH', '/settings', { indexLag: 5 })).body).toMatchObject({ indexLag: 5 });
  expect((await call('GET', '/settings')).body).toMatchObject({ indexLag: 5 });
});

describe('a body that cannot be is rejected', () => {
  test.each<[string, string, unknown, number]>([
    ['POST', '/seed', '[]', 400],
    ['POST', '/seed', 'null', 400],
    ['POST', '/seed', '{', 400],
    ['POST', '/seed', '{"__proto__":[{"id":"a"}]}', 400],
    ['POST', '/seed', { _tokens: [{ id: 'x' }] }, 400],
    ['POST', '/seed', { 'a.b': [1] }, 400],
    ['POST', '/seed', `{"a.b":[${'{"id":"a"},'.repeat(100_000)}{"id":"a"}]}`, 400],
    ['POST', '/seed', `"${'a'.repeat(17 * 1024 * 1024)}"`, 413],
    ['POST', '/clock', {}, 400],
    ['POST', '/clock', { advance: -1 }, 400],
    ['POST', '/clock', { advance: '5 years' }, 400],
    ['POST', '/clock', '{"advance":1e400}', 400],
    ['POST', '/clock', { advance: ['1h'] }, 400],
    ['PATCH', '/settings', { unknown: 1 }, 400],
    ['GET', '/pushes/feed?after=x', undefined, 400],
    ['GET', '/pushes/feed?limit=-1', undefined, 400],
    ['PATCH', '/settings', { pushes: null }, 400],
    ['PATCH', '/settings', { pushes: { copies: 1e9 } }, 400],
    ['POST', '/faults', {}, 400],
    ['POST', '/faults', { kind: 'rate-limit', retryAfter: '1\r\nx: y' }, 400],
    ['POST', '/faults', '{"kind":"status","constructor":1}', 400],
    ['POST', '/checkout/x', { result: 1 }, 400],
    ['POST', '/confirm/x', { result: 'maybe' }, 400],
    ['POST', '/payments/x/transfer', { amount: '5' }, 400],
    ['POST', '/payments/x/steps', {}, 400],
    ['POST', '/payments/x/state', {}, 404],
  ])('%s %s %.40j', async (method, path, body, status) => {
    const { call, sandbox } = open();
    const settings = structuredClone(sandbox.control.settings);
    const { now } = sandbox.control;
    const counts = sandbox.control.counts();
    const answer = await call(method, path, body);
    expect(answer).toMatchObject({ status, body: { status: 'error', error_details: expect.any(String) } });
    expect([sandbox.control.settings, sandbox.control.now, sandbox.control.counts()]).toEqual([settings, now, counts]);
  });
});

test.each([
  ['GET', '/nothing'],
  ['PUT', '/reset'],
  ['GET', '/reset'],
  ['DELETE', '/snapshots/%ff'],
  ['POST', '/payments/%zz/steps'],
])('there is no %s %s', async (method, path) => {
  const { call } = open();
  expect((await call(method, path, method === 'POST' ? { step: 'charge-back' } : undefined)).status).toBe(404);
});
