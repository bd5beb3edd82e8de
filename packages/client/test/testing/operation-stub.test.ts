import { afterEach, describe, expect, test, vi } from 'vitest';
import { TimeoutError } from '../../src/index.ts';
import { createFakeApi, FakeError } from '../../src/testing/index.ts';
import { errorOf, transaction } from './fake-calls.ts';

afterEach(() => vi.useRealTimers());

describe('reply()', () => {
  test('a stubbed response reaches the caller through the real client', async () => {
    const fake = createFakeApi();
    fake
      .on('smart.transactions.create')
      .reply(transaction('STX_1', 'created'), { status: 201, headers: { 'x-custom': 'yes' } });
    const { data, response } = await fake
      .client()
      .smart.transactions.create({ basket_info: { sum: 1995, currency: 'EUR' } })
      .withResponse();
    expect(data).toEqual(transaction('STX_1', 'created'));
    expect(response.status).toBe(201);
    expect(response.headers.get('x-custom')).toBe('yes');
  });

  test('a function makes the response from the request', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.start').reply(({ path, body }) => ({
      ...transaction(path.smartTransactionId),
      payment_method: path.paymentMethod,
      cashier: body?.tid,
    }));
    const started = await fake.client().smart.transactions.start('STX_ä/1', 'cashless_direct', { tid: '60002211' });
    expect(started).toMatchObject({ id: 'STX_ä/1', payment_method: 'cashless_direct', cashier: '60002211' });
  });

  test('a response may have no body, or be a file', async () => {
    const fake = createFakeApi();
    fake.on('payment.contracts.revokeAccrual').reply(undefined, { status: 202 });
    fake.on('document.uploads.download').reply(new Blob(['%PDF']));
    const secuconnect = fake.client();
    expect(await secuconnect.payment.contracts.revokeAccrual('GCR_1')).toBeUndefined();
    expect(await (await secuconnect.document.uploads.download('DUP_1')).text()).toBe('%PDF');
  });

  test('a function that throws causes a FakeError, not a network error', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').reply(() => {
      throw new Error('typo');
    });
    expect(await errorOf(fake.client().smart.transactions.get('STX_1'))).toMatchObject({
      name: 'FakeError',
      message: 'The stubbed response of smart.transactions.get threw Error: typo',
    });
  });
});

describe('replyWithSequence()', () => {
  test('each response is sent once, and the last one indefinitely', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').replyWithSequence([transaction('STX_1', 'pending'), transaction('STX_1', 'ok')]);
    const { transactions } = fake.client().smart;
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await transactions.get('STX_1')).status);
    expect(statuses).toEqual(['pending', 'ok', 'ok', 'ok']);
  });
});

describe('replyOnce()', () => {
  test('a response counts as used when another one is added after it was sent', async () => {
    const fake = createFakeApi();
    const stub = fake.on('smart.transactions.get').reply(transaction('a'));
    const { transactions } = fake.client().smart;
    await transactions.get('STX_1');
    await transactions.get('STX_1');
    stub.replyOnce(transaction('b'));
    expect(await transactions.get('STX_1')).toEqual(transaction('b'));
    expect(await errorOf(transactions.get('STX_1'))).toBeInstanceOf(FakeError);
  });
});

describe('respond()', () => {
  test('a custom response can be anything that fetch returns', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').respond(() => new Response('<html>', { status: 302 }));
    expect(await errorOf(fake.client().smart.transactions.get('STX_1'))).toMatchObject({ status: 302 });
  });
});

describe('when()', () => {
  test('a condition that throws causes a FakeError', async () => {
    const fake = createFakeApi();
    fake
      .on('smart.transactions.create')
      .when(({ body }) => body.basket_info!.sum! > 0)
      .reply(transaction(''));
    const error = await errorOf(fake.client().smart.transactions.create({}));
    expect(error).toBeInstanceOf(FakeError);
    expect(error.message).toContain('The stubbed condition of smart.transactions.create threw TypeError');
  });
});

describe('times()', () => {
  test('a response is sent as often as times() says', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').replyError(503).times(2).reply(transaction('STX_1'));
    const secuconnect = fake.client({ maxRetries: 2 });
    expect(await secuconnect.smart.transactions.get('STX_1')).toEqual(transaction('STX_1'));
    expect(fake.calls('smart.transactions.get')[0]!.attempts).toEqual([
      { status: 503 },
      { status: 503 },
      { status: 200 },
    ]);
  });

  test.each([0, -1, 1.5, Number.NaN])('times(%s) throws a TypeError', (count) => {
    const stub = createFakeApi().on('smart.transactions.get').reply(transaction(''));
    expect(() => stub.times(count)).toThrow(new TypeError(`\`times\` must be a positive integer; got ${count}.`));
  });
});

describe('delay()', () => {
  test('a delayed response arrives when the timers of the test runner advance', async () => {
    vi.useFakeTimers();
    const fake = createFakeApi();
    fake.on('smart.transactions.get').reply(transaction('STX_1')).delay(59_999);
    let isDone = false;
    const call = fake
      .client()
      .smart.transactions.get('STX_1')
      .finally(() => (isDone = true));
    await vi.advanceTimersByTimeAsync(59_998);
    expect(isDone).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await call).toEqual(transaction('STX_1'));
  });

  test('a response that is delayed beyond the timeout causes a TimeoutError, and leaves no timer behind', async () => {
    vi.useFakeTimers();
    const fake = createFakeApi();
    fake.on('smart.transactions.create').reply(transaction('STX_1')).delay(60_001);
    const error = errorOf(fake.client().smart.transactions.create({}));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await error).toBeInstanceOf(TimeoutError);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test.each(['times', 'delay'] as const)('%s() throws when no response comes before it', (method) => {
  expect(() => createFakeApi().on('smart.transactions.get')[method](1)).toThrow('there is none yet');
});
