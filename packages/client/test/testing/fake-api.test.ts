import { afterEach, describe, expect, test, vi } from 'vitest';
import { operations } from '@secuconnect/api';
import { AbortError, AuthenticationError, NotFoundError, SecuconnectError, TimeoutError } from '../../src/index.ts';
import {
  createFakeApi,
  FakeError,
  fixtures,
  type ExceptionName,
  type NetworkFailure,
} from '../../src/testing/index.ts';

const failureOf = async (call: PromiseLike<unknown>): Promise<SecuconnectError> => {
  const failure = await Promise.resolve(call).then(
    () => new Error('It has not failed.'),
    (reason: unknown) => reason,
  );
  if (!(failure instanceof SecuconnectError)) throw failure;
  return failure;
};

const stx = (id: string, status?: string) => ({ object: 'smart.transactions', id, ...(status && { status }) });

afterEach(() => vi.useRealTimers());

describe('a prepared answer', () => {
  test('reaches the caller, through the real client', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.create').reply(stx('STX_1', 'created'), { headers: { 'x-own': 'yes' } });
    const { data, response } = await fake
      .client()
      .smart.transactions.create({ basket_info: { sum: 1995, currency: 'EUR' } })
      .withResponse();
    expect(data).toEqual(stx('STX_1', 'created'));
    expect(response.headers.get('x-own')).toBe('yes');
  });

  test('can be made from the request', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.start').reply(({ path, body }) => ({
      ...stx(path.smartTransactionId),
      payment_method: path.paymentMethod,
      cashier: body?.tid,
    }));
    const answer = await fake.client().smart.transactions.start('STX_ä/1', 'cashless_direct', { tid: '60002211' });
    expect(answer).toMatchObject({ id: 'STX_ä/1', payment_method: 'cashless_direct', cashier: '60002211' });
  });

  test('is given once if another one follows, and the last one for ever', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').replyWithSequence([stx('STX_1', 'pending'), stx('STX_1', 'ok')]);
    const { transactions } = fake.client().smart;
    const seen = [];
    for (let i = 0; i < 4; i++) seen.push((await transactions.get('STX_1')).status);
    expect(seen).toEqual(['pending', 'ok', 'ok', 'ok']);
  });

  test('is given as often as `times` says', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').replyError(503).times(2).reply(stx('STX_1'));
    const secuconnect = fake.client({ maxRetries: 2 });
    expect(await secuconnect.smart.transactions.get('STX_1')).toEqual(stx('STX_1'));
    expect(fake.calls('smart.transactions.get')[0]!.attempts).toEqual([
      { status: 503 },
      { status: 503 },
      { status: 200 },
    ]);
  });

  test('that was the last one has been given often enough when another one is added', async () => {
    const fake = createFakeApi();
    const prepared = fake.on('smart.transactions.get').reply(stx('a'));
    const { transactions } = fake.client().smart;
    await transactions.get('STX_1');
    await transactions.get('STX_1');
    prepared.replyOnce(stx('b'));
    expect(await transactions.get('STX_1')).toEqual(stx('b'));
    expect(await failureOf(transactions.get('STX_1'))).toBeInstanceOf(FakeError);
  });

  test('may have no body, or be a file', async () => {
    const fake = createFakeApi();
    fake.on('payment.contracts.revokeAccrual').reply(undefined, { status: 202 });
    fake.on('document.uploads.download').reply(new Blob(['%PDF']));
    const secuconnect = fake.client();
    expect(await secuconnect.payment.contracts.revokeAccrual('GCR_1')).toBeUndefined();
    expect(await (await secuconnect.document.uploads.download('DUP_1')).text()).toBe('%PDF');
  });

  test('takes its time, which the timers of a test runner make pass', async () => {
    vi.useFakeTimers();
    const fake = createFakeApi();
    fake.on('smart.transactions.get').reply(stx('STX_1')).delay(59_999);
    let done = false;
    const call = fake
      .client()
      .smart.transactions.get('STX_1')
      .finally(() => (done = true));
    await vi.advanceTimersByTimeAsync(59_998);
    expect(done).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await call).toEqual(stx('STX_1'));
  });

  test('that takes longer than the client waits is a timeout, and leaves no timer behind', async () => {
    vi.useFakeTimers();
    const fake = createFakeApi();
    fake.on('smart.transactions.create').reply(stx('STX_1')).delay(60_001);
    const failure = failureOf(fake.client().smart.transactions.create({}));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await failure).toBeInstanceOf(TimeoutError);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('of one’s own can be anything that fetch can answer', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').respond(() => new Response('<html>', { status: 302 }));
    expect(await failureOf(fake.client().smart.transactions.get('STX_1'))).toMatchObject({ status: 302 });
  });
});

describe('of several preparations for a request', () => {
  const statusOf = async (fake: ReturnType<typeof createFakeApi>, id = 'STX_1') =>
    (await fake.client().smart.transactions.get(id)).status;

  test('one with `when` comes before one without', async () => {
    const fake = createFakeApi();
    fake
      .on('smart.transactions.get')
      .when(({ path }) => path.smartTransactionId === 'STX_2')
      .reply(stx('', 'failed'));
    fake.on('smart.transactions.get').reply(stx('', 'ok'));
    expect([await statusOf(fake, 'STX_1'), await statusOf(fake, 'STX_2')]).toEqual(['ok', 'failed']);
  });

  test('those with a limited number of answers come first, in the order of preparation', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').reply(stx('', 'ok'));
    fake.on('smart.transactions.get').replyOnce(stx('', 'created'));
    fake.on('smart.transactions.get').replyOnce(stx('', 'pending'));
    const seen = [await statusOf(fake), await statusOf(fake), await statusOf(fake), await statusOf(fake)];
    expect(seen).toEqual(['created', 'pending', 'ok', 'ok']);
  });

  test('the last one without limit counts', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').reply(stx('', 'created'));
    expect(await statusOf(fake)).toBe('created');
    fake.on('smart.transactions.get').reply(stx('', 'ok'));
    expect(await statusOf(fake)).toBe('ok');
  });

  test('calls at the same time never get one answer twice', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').replyOnce(stx('a'));
    fake.on('smart.transactions.get').replyOnce(stx('b'));
    const { transactions } = fake.client().smart;
    const answers = await Promise.all([transactions.get('STX_1'), transactions.get('STX_1')]);
    expect(answers.map(({ id }) => id).sort()).toEqual(['a', 'b']);
  });
});

describe('a refusal', () => {
  test.each<[number | ExceptionName, string]>([
    [400, 'ValidationError'],
    [401, 'AuthenticationError'],
    [403, 'PermissionError'],
    [404, 'NotFoundError'],
    [405, 'MethodNotAvailableError'],
    [409, 'DuplicateError'],
    [422, 'ValidationError'],
    [429, 'RateLimitError'],
    [500, 'ServerError'],
    [502, 'ServerError'],
    ['ProductInternalException', 'ServerError'],
    ['ProductBackendproviderException', 'ServerError'],
    ['ProductNotAllowedException', 'PermissionError'],
    ['ProductUnauthorizedException', 'AuthenticationError'],
    ['ProductNotFoundException', 'NotFoundError'],
    ['ProductDuplicateException', 'DuplicateError'],
    ['ProductFormatException', 'ValidationError'],
    ['ProductSecurityException', 'PermissionError'],
  ])('with %s becomes the error that the API would cause', async (what, kind) => {
    const fake = createFakeApi();
    fake.on('payment.transactions.cancel').replyError(what);
    const failure = await failureOf(fake.client({ maxRetries: 0 }).payment.transactions.cancel('PCI_1', {}));
    expect(failure.name).toBe(kind);
  });

  test('says what the test wants it to say', async () => {
    const fake = createFakeApi();
    fake
      .on('smart.transactions.get')
      .replyError(404, { error_user: 'Weg.', code: 77 }, { headers: { 'x-own': 'yes' } });
    const failure = await failureOf(fake.client().smart.transactions.get('STX_1'));
    expect(failure).toMatchObject({ error: 'ProductNotFoundException', error_user: 'Weg.', code: 77 });
    expect((failure as NotFoundError).headers.get('x-own')).toBe('yes');
  });

  test.each([429, 502, 503, 504])(
    'with %i is repeated without a pause, unless a header asks for one',
    async (status) => {
      vi.useFakeTimers();
      const fake = createFakeApi();
      fake
        .on('smart.transactions.get')
        .replyError(status)
        .replyError(status, {}, { headers: { 'retry-after': '7' } })
        .reply(stx('a'));
      const pauses: number[] = [];
      const call = fake
        .client({ listeners: { retry: ({ delay }) => pauses.push(delay) } })
        .smart.transactions.get('STX_1');
      await vi.runAllTimersAsync();
      expect(await call).toEqual(stx('a'));
      expect(pauses).toEqual([0, 7000]);
    },
  );

  test.each([200, 302, 600, Number.NaN, 'ProductStolenException' as ExceptionName])(
    'with %s is refused itself',
    (what) => {
      expect(() => createFakeApi().on('smart.transactions.get').replyError(what)).toThrow(TypeError);
    },
  );
});

describe('a fault', () => {
  test.each<[NetworkFailure, string, string]>([
    ['connection-refused', 'ConnectionError', 'not-sent'],
    ['dns', 'ConnectionError', 'not-sent'],
    ['tls', 'ConnectionError', 'not-sent'],
    ['reset', 'ConnectionError', 'unknown'],
    ['truncated-response', 'ConnectionError', 'unknown'],
    ['timeout', 'TimeoutError', 'unknown'],
    ['not-json', 'DecodeError', 'unknown'],
  ])('%s becomes the error that the network would cause', async (fault, kind, outcome) => {
    vi.useFakeTimers();
    const fake = createFakeApi();
    fake.on('smart.transactions.create').networkError(fault);
    const failure = failureOf(fake.client({ maxRetries: 0 }).smart.transactions.create({}));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await failure).toMatchObject({ name: kind, outcome });
  });

  test('is overcome by the repeats of the client', async () => {
    vi.useFakeTimers();
    const fake = createFakeApi();
    fake.on('smart.transactions.create').networkError('connection-refused').reply(stx('STX_1'));
    const call = fake.client().smart.transactions.create({});
    await vi.runAllTimersAsync();
    expect(await call).toEqual(stx('STX_1'));
    expect(fake.calls('smart.transactions.create')).toMatchObject([
      { attempts: [{ failure: 'ECONNREFUSED' }, { status: 200 }] },
    ]);
  });

  test('timeout ends when the caller aborts', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.create').networkError('timeout');
    const controller = new AbortController();
    const failure = failureOf(fake.client().smart.transactions.create({}, { signal: controller.signal }));
    await vi.waitFor(() => expect(fake.calls()).toHaveLength(1));
    controller.abort(new Error('The customer left.'));
    expect(await failure).toBeInstanceOf(AbortError);
    expect(fake.calls()[0]!.attempts).toEqual([{ failure: 'aborted' }]);
  });

  test.each(['flood', 'toString', undefined])('%s, which does not exist, is refused', (fault) => {
    expect(() =>
      createFakeApi()
        .on('smart.transactions.get')
        .networkError(fault as NetworkFailure),
    ).toThrow('use connection-refused, dns');
  });
});

describe('a list', () => {
  const items = Array.from({ length: 45 }, (_, at) => stx(`STX_${at}`));

  test('is handed out page by page', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.list').replyWithItems(items);
    const { transactions } = fake.client().smart;
    const seen = [];
    for await (const { id } of transactions.list({ count: 20 })) seen.push(id);
    expect(seen).toEqual(items.map(({ id }) => id));
    expect(fake.calls('smart.transactions.list').map(({ query }) => query)).toEqual([
      { count: 20, offset: 0 },
      { count: 20, offset: 20 },
      { count: 20, offset: 40 },
    ]);
  });

  test('has the page size of the server, and the number of all matches', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.list').replyWithItems(items);
    const page = await fake.client().smart.transactions.list({ offset: 30 });
    expect([page.count, page.data.length, page.data[0]!.id]).toEqual([45, 15, 'STX_30']);
  });

  test('scrolls over what there was when the scroll began, until a batch is empty', async () => {
    const fake = createFakeApi();
    const growing = items.slice(0, 5);
    fake.on('smart.transactions.list').replyWithItems(() => [...growing]);
    const ask = (query: object) =>
      fake
        .client()
        .request<{ count: number; scroll_id: string; data: unknown[] }>('GET', '/Smart/Transactions', { query });
    const first = await ask({ count: 3, scroll_expire: '1m' });
    growing.push(stx('STX_new'));
    const second = await ask({ scroll_id: first.scroll_id });
    const third = await ask({ scroll_id: first.scroll_id });
    expect([first, second, third].map(({ data }) => data.length)).toEqual([3, 2, 0]);
    expect(await failureOf(ask({ scroll_id: 'scroll-9' }))).toBeInstanceOf(FakeError);
  });

  test('scrolls under the paging of the client', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.list').replyWithItems(items);
    const list = fake.client().smart.transactions.list({ count: 20 }, { mode: 'scroll' });
    expect(await list.toArray({ limit: 100 })).toEqual(items);
    expect(fake.calls('smart.transactions.list').map(({ query }) => query?.scroll_id)).toEqual([
      undefined,
      'scroll-1',
      'scroll-1',
      'scroll-1', // answered with an empty page
    ]);
  });

  test('may depend on the query', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.list').replyWithItems(({ query }) => (query?.q === 'status:ok' ? items : []));
    expect((await fake.client().smart.transactions.list({ q: 'status:ok' })).count).toBe(45);
    expect((await fake.client().smart.transactions.list()).count).toBe(0);
  });
});

describe('a call for which nothing is prepared', () => {
  test('fails at once, without repeats, naming the closest that is prepared', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.startPrepared').reply(stx('STX_1'));
    fake.on('payment.transactions.get').reply(fixtures.paymentTransaction());
    const failure = await failureOf(fake.client().smart.transactions.start('STX_1', 'prepaid'));
    expect(failure).toBeInstanceOf(FakeError);
    expect(failure.message).toBe(
      'No answer is prepared for smart.transactions.start (POST /api/v2/Smart/Transactions/STX_1/start/prepaid). ' +
        "The closest that is prepared is smart.transactions.startPrepared. Prepare it with `fake.on('smart.transactions.start').reply(…)`.",
    );
    expect(failure.attempts).toHaveLength(1);
  });

  test.each([
    ['nothing at all is prepared', () => undefined, 'Nothing is prepared yet.'],
    [
      'there is no answer',
      (fake: ReturnType<typeof createFakeApi>) => fake.on('smart.transactions.get'),
      'says nothing about the answer',
    ],
    [
      'the condition does not hold',
      (fake: ReturnType<typeof createFakeApi>) =>
        fake
          .on('smart.transactions.get')
          .when(() => false)
          .reply(stx('')),
      'used up, or the condition',
    ],
  ])('says so when %s', async (_, prepare, says) => {
    const fake = createFakeApi();
    prepare(fake);
    expect((await failureOf(fake.client().smart.transactions.get('STX_1'))).message).toContain(says);
  });

  test('of an endpoint that the spec does not list says how to prepare it', async () => {
    const fake = createFakeApi();
    const call = () =>
      fake
        .client()
        .request('POST', '/Smart/Transactions/{id}/something', { pathParams: { id: 'STX_1' }, body: { a: 1 } });
    expect((await failureOf(call())).message).toContain('fake.onPath');
    fake.onPath('POST', '/Smart/Transactions/{id}/something').reply(({ path, body }) => ({ path, body }));
    expect(await call()).toEqual({ path: { id: 'STX_1' }, body: { a: 1 } });
  });

  test('shows at the end of the test, even if the program has dealt with it', async () => {
    const fake = createFakeApi();
    await failureOf(fake.client().smart.transactions.get('STX_1'));
    expect(() => fake.verify()).toThrow('No answer is prepared for smart.transactions.get');
    fake.reset();
    expect(() => fake.verify()).not.toThrow();
  });

  test('is told from one whose preparation is broken', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').reply(() => {
      throw new Error('typo');
    });
    fake
      .on('smart.transactions.create')
      .when(({ body }) => body.basket_info!.sum! > 0)
      .reply(stx(''));
    const { transactions } = fake.client().smart;
    expect(await failureOf(transactions.get('STX_1'))).toMatchObject({
      name: 'FakeError',
      message: 'The answer that is prepared for smart.transactions.get failed: Error: typo',
    });
    expect((await failureOf(transactions.create({}))).message).toContain(
      'condition that is prepared for smart.transactions.create failed',
    );
  });
});

describe('answers that are left', () => {
  test('show at the end of the test, if they were meant for a certain number of calls', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.list').replyWithItems([]);
    fake.on('smart.transactions.get').networkError('reset').times(2).reply(stx(''));
    expect(() => fake.verify()).toThrow('smart.transactions.get: 2 of the prepared answers have not been used.');
  });
});

describe('a preparation', () => {
  test('for an operation that does not exist names the closest one', () => {
    expect(() => createFakeApi().on('smart.transaction.crate' as 'smart.transactions.create')).toThrow(
      'did you mean smart.transactions.create?',
    );
  });

  test('by path is only for what the spec does not list', () => {
    const fake = createFakeApi();
    expect(() => fake.onPath('GET', '/Smart/Transactions/{id}')).toThrow("use `fake.on('smart.transactions.get')`");
    expect(() => fake.onPath('GET', '/Smart/Things/{id}') && fake.onPath('GET', '/Smart/Things/{id}')).not.toThrow();
  });

  test.each(['times', 'delay'] as const)('has `%s` only for the answer before it', (method) => {
    expect(() => createFakeApi().on('smart.transactions.get')[method](1)).toThrow('there is none yet');
  });

  test.each([0, -1, 1.5, Number.NaN])('cannot give an answer %s times', (count) => {
    expect(() => createFakeApi().on('smart.transactions.get').reply(stx('')).times(count)).toThrow(TypeError);
  });
});

describe('tokens', () => {
  test('are handed out without preparation, once for many calls', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').reply(stx(''));
    const { transactions } = fake.client().smart;
    await Promise.all([transactions.get('a'), transactions.get('b')]);
    expect(fake.calls('oauth.token')).toHaveLength(1);
    expect(fake.calls()).toHaveLength(2);
  });

  test('show in the log without secrets, and not in the headers of calls', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').reply(stx(''));
    await fake.client({ auth: { clientId: 'me', clientSecret: 'top-secret' } }).smart.transactions.get('a');
    expect(fake.calls('oauth.token')[0]!.body).toEqual({
      grant_type: 'client_credentials',
      client_id: 'me',
      client_secret: '[redacted]',
    });
    expect(JSON.stringify([fake.calls(), fake.calls('oauth.token')])).not.toMatch(/top-secret|fake-1/);
  });

  test('can be refused, and replaced after a refusal', async () => {
    const fake = createFakeApi();
    fake.on('oauth.token').replyError(401, { error: 'invalid_client' }).times(1);
    fake.on('smart.transactions.get').replyError('ProductUnauthorizedException').reply(stx('STX_1'));
    const { transactions } = fake.client().smart;
    expect(await failureOf(transactions.get('STX_1'))).toBeInstanceOf(AuthenticationError);
    expect(await transactions.get('STX_1')).toEqual(stx('STX_1'));
    expect(fake.calls('oauth.token')).toHaveLength(3);
    expect(fake.calls('smart.transactions.get')[0]!.attempts).toEqual([{ status: 401 }, { status: 200 }]);
  });
});

describe('the log', () => {
  test('has what was sent, decoded', async () => {
    const fake = createFakeApi();
    fake.on('payment.transactions.cancel').reply([fixtures.paymentTransaction()]);
    fake.on('document.uploads.create').reply(fixtures.documentUpload());
    const secuconnect = fake.client({ headers: { 'X-Shop': '7' }, language: 'de' });
    await secuconnect.payment.transactions.cancel('PCI_1', { reduce_amount_by: 500 }, { idempotencyKey: 'refund-1' });
    await secuconnect.document.uploads.create({ file: new File(['abc'], 'id.pdf') });
    const [cancel, upload] = fake.calls();
    expect(cancel).toEqual({
      operation: 'payment.transactions.cancel',
      method: 'POST',
      path: { paymentTransactionId: 'PCI_1' },
      query: undefined,
      body: { reduce_amount_by: 500 },
      headers: expect.objectContaining({ 'x-shop': '7', 'x-action': 'refund-1', 'accept-language': 'de' }),
      attempts: [{ status: 200 }],
    });
    expect(await (upload!.body as { file: File }).file.text()).toBe('abc');
  });

  test('has the whole query of a list, numbers as numbers', async () => {
    const fake = createFakeApi();
    fake.on('payment.transactions.list').replyWithItems([]);
    const query = { q: 'a:b & c', sort: 'created:desc', count: 5, aggregate: { field: 'status' } } as object;
    await fake.client().payment.transactions.list(query);
    expect(fake.calls('payment.transactions.list')[0]!.query).toEqual(query);
  });

  test('can be emptied', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').reply(stx(''));
    await fake.client().smart.transactions.get('a');
    fake.reset();
    expect(fake.calls()).toEqual([]);
    expect(await failureOf(fake.client().smart.transactions.get('a'))).toBeInstanceOf(FakeError);
  });
});

test('a client that is made elsewhere can use the fake', async () => {
  const { Secuconnect } = await import('../../src/index.ts');
  const fake = createFakeApi();
  fake.on('smart.transactions.get').reply(stx('STX_1'));
  const secuconnect = new Secuconnect({ environment: 'production', auth: { token: 't' }, fetch: fake.fetch });
  expect(await secuconnect.smart.transactions.get('STX_1')).toEqual(stx('STX_1'));
  const answer = await fake.fetch(new Request('http://localhost/proxy/Smart/Transactions/STX_1'));
  expect(await answer.json()).toEqual(stx('STX_1'));
});

test('every operation is told from every other by method and path', async () => {
  const fake = createFakeApi();
  const ids = Object.keys(operations) as 'smart.transactions.get'[];
  for (const id of ids) fake.on(id).reply(({ operation }) => stx(operation));
  const wrong = [];
  for (const { id, method, path } of Object.values(operations)) {
    const url = `https://fake.secuconnect.invalid/api/v2${path.replaceAll(/{\w+}/g, 'X_1')}`;
    const { id: found } = (await (await fake.fetch(url, { method })).json()) as { id: string };
    if (found !== id) wrong.push([id, found]);
  }
  expect(wrong).toEqual([]);
});
