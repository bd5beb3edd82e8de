import { inspect } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Intent, Journal } from '../../src/intents/journal.ts';
import { memoryJournal } from '../../src/intents/memory-journal.ts';
import { withIntent } from '../../src/intents/with-intent.ts';
import type { RequestOptions } from '../../src/request-options.ts';
import { createFakeApi, fixtures, type FakeApi } from '../../src/testing/index.ts';

afterEach(() => vi.useRealTimers());

const BODY = { basket_info: { sum: 1995, currency: 'EUR' }, transactionRef: 'Order 10042' };
const CREATED = fixtures.smartTransaction({ transactionRef: 'Order 10042', created: undefined as never });
const REFERENCE = 'order 10042: payment';

/** A journal that counts what is done with it. */
function counted(journal: Journal = memoryJournal()): Journal & { readonly done: string[] } {
  const done: string[] = [];
  return {
    done,
    get: (reference) => (done.push('get'), journal.get(reference)),
    put: (intent, version) => (done.push(`put ${intent.state} ${version}`), journal.put(intent, version)),
    open: () => (done.push('open'), journal.open()),
  };
}

function setUp() {
  vi.useFakeTimers({ toFake: ['performance', 'Date'] });
  const fake = createFakeApi();
  const journal = counted();
  const secuconnect = fake.client();
  const create = (options?: RequestOptions, body: object = BODY) =>
    withIntent({ journal, reference: REFERENCE }, (own) => secuconnect.smart.transactions.create(body, own), options);
  const refund = (options?: RequestOptions) =>
    withIntent(
      { journal, reference: 'order 10042: refund 1' },
      (own) => secuconnect.payment.transactions.cancel('PCI_1', { reduce_amount_by: 500 }, own),
      options,
    );
  return { fake, journal, secuconnect, create, refund, sent: (id: never) => fake.calls(id) };
}
const creates = (fake: FakeApi) => fake.calls('smart.transactions.create');
const refunds = (fake: FakeApi) => fake.calls('payment.transactions.cancel');
const leftOf = (fake: FakeApi, ...amounts: number[]) =>
  fake.on('payment.transactions.checkStatus').replyWithSequence(amounts.map((amount) => ({ amount })));
const foundIn = (fake: FakeApi, ...data: (typeof CREATED)[]) =>
  fake.on('smart.transactions.list').reply({ count: data.length, data });

describe('withIntent()', () => {
  test('makes a call with one write to the journal before it, and one after it', async () => {
    const { fake, journal, create } = setUp();
    fake.on('smart.transactions.create').reply(() => {
      journal.done.push('sent');
      return CREATED;
    });
    expect(await create()).toEqual({ value: CREATED, isNew: true });
    expect(journal.done).toEqual(['put open 0', 'sent', 'put done 1']);
  });

  test('a second call with the same reference gets the first response, also through what the call makes of it', async () => {
    const { fake, journal, secuconnect, create } = setUp();
    fake.on('smart.transactions.create').reply(CREATED);
    await create();
    expect(await create()).toEqual({ value: CREATED, isNew: false });
    const idOnly = await withIntent({ journal, reference: REFERENCE }, async (own) => {
      const { id } = await secuconnect.smart.transactions.create(BODY, own);
      return id;
    });
    expect(idOnly).toEqual({ value: CREATED.id, isNew: false });
    expect(creates(fake)).toHaveLength(1);
  });

  test('the key of the intent is sent, or the one that is given', async () => {
    const { fake, journal, create } = setUp();
    fake.on('smart.transactions.create').reply(CREATED);
    await create({ idempotencyKey: 'mine' });
    expect(creates(fake)[0]!.headers['x-action']).toBe('mine');
    expect(await journal.get(REFERENCE)).toMatchObject({ idempotencyKey: 'mine' });
  });

  test('a call that was rejected is not done, and can be made again', async () => {
    const { fake, journal, create } = setUp();
    fake.on('smart.transactions.create').replyError('ProductFormatException').times(1);
    fake.on('smart.transactions.create').reply(CREATED);
    await expect(create()).rejects.toMatchObject({ outcome: 'no-effect' });
    expect(await journal.get(REFERENCE)).toMatchObject({ state: 'not-done' });
    expect(await create()).toEqual({ value: CREATED, isNew: true });
    expect(creates(fake)).toHaveLength(2);
  });

  test('a lost response is found at once', async () => {
    const { fake, journal, create } = setUp();
    fake.on('smart.transactions.create').networkError('reset');
    foundIn(fake, CREATED);
    expect(await create()).toEqual({ value: CREATED, isNew: true });
    expect(await journal.get(REFERENCE)).toMatchObject({ state: 'done', value: { response: CREATED } });
  });

  test('while it is undecided nothing is sent; once it is not done, the call is made', async () => {
    const { fake, journal, create } = setUp();
    fake.on('smart.transactions.create').networkError('reset').times(1);
    foundIn(fake);
    await expect(create()).rejects.toMatchObject({ name: 'ConnectionError', outcome: 'unknown' });
    expect(await journal.open()).toMatchObject([{ reference: REFERENCE, state: 'open' }]);
    await expect(create()).rejects.toMatchObject({
      name: 'IntentOpenError',
      outcome: 'unknown',
      readAgainAt: new Date(Date.now() + 330_000),
    });
    vi.advanceTimersByTime(330_000);
    fake.on('smart.transactions.create').reply(CREATED);
    expect(await create()).toEqual({ value: CREATED, isNew: true });
    expect(creates(fake)).toHaveLength(2);
    expect(await journal.get(REFERENCE)).toMatchObject({ version: 3, state: 'done' });
  });

  test('the same reference for another call is a mistake', async () => {
    const { fake, create } = setUp();
    fake.on('smart.transactions.create').reply(CREATED);
    await create();
    await expect(create({}, { ...BODY, transactionRef: 'Order 10043' })).rejects.toThrow(
      'is about another call, with other parameters or another body.',
    );
    expect(creates(fake)).toHaveLength(1);
  });

  test('a refund is compared with the state before, which is read before and after the intent is stored', async () => {
    const { fake, journal, refund } = setUp();
    leftOf(fake, 2000, 2000, 1500);
    fake.on('payment.transactions.cancel').networkError('reset');
    expect(await refund()).toEqual({ value: undefined, isNew: true });
    expect(await refund()).toEqual({ value: undefined, isNew: false });
    expect(refunds(fake)).toHaveLength(1);
    expect(await journal.get('order 10042: refund 1')).toMatchObject({
      state: 'done',
      facts: { call: expect.any(String) },
    });
  });

  test('what changes in between is not taken for the refund', async () => {
    const { fake, journal, refund } = setUp();
    leftOf(fake, 2000, 1500);
    await expect(refund()).rejects.toMatchObject({ outcome: 'not-sent' });
    expect(refunds(fake)).toEqual([]);
    expect(await journal.get('order 10042: refund 1')).toMatchObject({ state: 'not-done' });
  });

  test('two intents for one payment do not run at the same time', async () => {
    const { fake, journal, secuconnect, refund } = setUp();
    leftOf(fake, 2000);
    fake.on('payment.transactions.cancel').networkError('reset');
    await expect(refund()).rejects.toMatchObject({ outcome: 'unknown' });
    const second = withIntent({ journal, reference: 'order 10042: refund 2' }, (own) =>
      secuconnect.payment.transactions.cancel('PCI_1', { reduce_amount_by: 500 }, own),
    );
    await expect(second).rejects.toMatchObject({
      name: 'IntentOpenError',
      outcome: 'not-sent',
      reference: 'order 10042: refund 1',
    });
    expect(refunds(fake)).toHaveLength(1);
  });

  test('a journal that fails before the call keeps it from being sent', async () => {
    const { fake, secuconnect } = setUp();
    const journal: Journal = { ...memoryJournal(), put: async () => Promise.reject(new Error('connection refused')) };
    const call = withIntent({ journal, reference: 'a' }, (own) => secuconnect.smart.transactions.create(BODY, own));
    await expect(call).rejects.toMatchObject({ outcome: 'not-sent', operation: 'smart.transactions.create' });
    expect(creates(fake)).toEqual([]);
  });

  test('the error of a journal has its code', async () => {
    const { secuconnect } = setUp();
    const failure = Object.assign(new Error(''), { code: 'ECONNREFUSED' });
    const journal: Journal = { ...memoryJournal(), put: () => Promise.reject(failure) };
    const call = withIntent({ journal, reference: 'a' }, (own) => secuconnect.smart.transactions.create(BODY, own));
    await expect(call).rejects.toThrow('was not sent: the journal failed (ECONNREFUSED).');
  });

  test('a journal that hangs ends with the signal, before the call and without it', async () => {
    const { fake, secuconnect } = setUp();
    const journal: Journal = { ...memoryJournal(), put: () => new Promise(() => {}) };
    const signal = AbortSignal.timeout(20);
    const call = withIntent({ journal, reference: 'a' }, (own) => secuconnect.smart.transactions.create(BODY, own), {
      signal,
    });
    await expect(call).rejects.toMatchObject({ name: 'AbortError', outcome: 'not-sent', cause: expect.anything() });
    expect(creates(fake)).toEqual([]);
  });

  test('a journal that fails after the call does not hide its result', async () => {
    const { fake, secuconnect } = setUp();
    fake.on('smart.transactions.create').reply(CREATED);
    const failure = new Error('connection refused');
    const store = memoryJournal();
    const put = (intent: Intent, version: number) => (version === 0 ? store.put(intent, 0) : Promise.reject(failure));
    const result = await withIntent({ journal: { ...store, put }, reference: 'a' }, (own) =>
      secuconnect.smart.transactions.create(BODY, own),
    );
    expect(result).toMatchObject({ value: CREATED, isNew: true, journalError: { message: failure.message } });
    expect(await store.open()).toHaveLength(1);
  });

  test.each([
    // Both have found the same: nothing has failed.
    ['done', undefined],
    ['open', expect.objectContaining({ message: expect.stringContaining('taken over') })],
  ] as const)('an owner that was overtaken does not overwrite what the other one has put: %s', async (state, error) => {
    const { fake, secuconnect } = setUp();
    const store = memoryJournal();
    fake.on('smart.transactions.create').respond(async () => {
      const { version, age: _, ...open } = (await store.get('a'))!;
      await store.put(open, version);
      await store.put({ ...open, state, value: { response: 'theirs' } }, version + 1);
      return Response.json(CREATED);
    });
    const { value, journalError } = await withIntent({ journal: store, reference: 'a' }, (own) =>
      secuconnect.smart.transactions.create(BODY, own),
    );
    expect(value).toEqual(CREATED);
    expect(journalError).toEqual(error);
    expect(await store.get('a')).toMatchObject({ version: 3, state, value: { response: 'theirs' } });
  });

  test('a process that was paused while it stored the intent sends nothing', async () => {
    const { fake, secuconnect } = setUp();
    const store = memoryJournal();
    const put = async (intent: Intent, version: number) => {
      const result = await store.put(intent, version);
      vi.advanceTimersByTime(90_001);
      return result;
    };
    const call = withIntent({ journal: { ...store, put }, reference: 'a' }, (own) =>
      secuconnect.smart.transactions.create(BODY, own),
    );
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError', outcome: 'not-sent' });
    expect(creates(fake)).toEqual([]);
  });

  test('a machine that was suspended meanwhile sends nothing, although its timers stood still', async () => {
    const { fake, secuconnect } = setUp();
    const store = memoryJournal();
    const put = async (intent: Intent, version: number) => {
      const result = await store.put(intent, version);
      vi.setSystemTime(Date.now() + 90_001);
      return result;
    };
    const call = withIntent({ journal: { ...store, put }, reference: 'a' }, (own) =>
      secuconnect.smart.transactions.create(BODY, own),
    );
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError', outcome: 'not-sent' });
    expect(creates(fake)).toEqual([]);
  });

  test('a response that is not kept is read again', async () => {
    const { fake, secuconnect, journal } = setUp();
    fake.on('smart.transactions.create').reply(CREATED);
    foundIn(fake, CREATED);
    const call = () =>
      withIntent({ journal, reference: 'a', keepResponse: false }, (own) =>
        secuconnect.smart.transactions.create(BODY, own),
      );
    await call();
    expect(JSON.stringify(await journal.get('a'))).not.toContain(CREATED.id);
    expect(await call()).toEqual({ value: CREATED, isNew: false });
  });

  test('a call may read, but makes exactly one write with its options', async () => {
    const { fake, journal, secuconnect } = setUp();
    fake.on('smart.transactions.create').reply(CREATED);
    fake.on('smart.transactions.get').reply(CREATED);
    const twice = withIntent({ journal, reference: 'twice' }, async (own) => {
      await secuconnect.smart.transactions.get('STX_1', undefined, own);
      await secuconnect.smart.transactions.create(BODY, own);
      return secuconnect.smart.transactions.create(BODY, own);
    });
    await expect(twice).rejects.toThrow('An intent is one write');
    const none = withIntent({ journal, reference: 'none' }, () => secuconnect.smart.transactions.create(BODY));
    await expect(none).rejects.toThrow('`call` made no write');
  });

  test('a body that the program changes meanwhile is sent as it was', async () => {
    const { fake, journal, secuconnect } = setUp();
    fake.on('smart.transactions.create').reply(CREATED);
    const body = { ...BODY, basket_info: { ...BODY.basket_info } };
    const call = withIntent({ journal, reference: REFERENCE }, (own) =>
      secuconnect.smart.transactions.create(body, own),
    );
    body.transactionRef = 'Order 10043';
    body.basket_info.sum = 5;
    await call;
    expect(creates(fake)).toMatchObject([{ body: BODY }]);
  });

  test('rejects with the failure of the write, also if the call hides it', async () => {
    const { fake, journal, secuconnect } = setUp();
    fake.on('smart.transactions.create').networkError('reset');
    foundIn(fake);
    const hidden = withIntent({ journal, reference: 'a' }, (own) =>
      secuconnect.smart.transactions.create(BODY, own).catch(() => undefined),
    );
    await expect(hidden).rejects.toMatchObject({ name: 'ConnectionError', outcome: 'unknown' });
    const again = withIntent({ journal, reference: 'a' }, async (own) => {
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const made = await secuconnect.smart.transactions.create(BODY, own).catch(() => undefined);
        if (made) return made;
      }
      return undefined;
    });
    await expect(again).rejects.toMatchObject({ name: 'IntentOpenError' });
    expect(creates(fake)).toHaveLength(1);
  });

  test('of two writes at the same time one is made, and the second is a mistake that cannot be hidden', async () => {
    const { fake, journal, secuconnect } = setUp();
    fake.on('smart.transactions.create').reply(CREATED);
    const both = withIntent({ journal, reference: 'both' }, (own) =>
      Promise.allSettled([BODY, BODY].map((body) => secuconnect.smart.transactions.create(body, own))),
    );
    await expect(both).rejects.toThrow('An intent is one write');
    expect(creates(fake)).toHaveLength(1);
    expect(await journal.get('both')).toMatchObject({ state: 'done' });
  });

  test('waits for a write that the call does not wait for', async () => {
    const { fake, journal, secuconnect } = setUp();
    fake.on('smart.transactions.create').reply(CREATED);
    const result = await withIntent({ journal, reference: 'a' }, async (own) => {
      void secuconnect.smart.transactions.create(BODY, own);
      return 'accepted';
    });
    expect(result).toEqual({ value: 'accepted', isNew: true });
    expect(await journal.get('a')).toMatchObject({ state: 'done' });
  });

  test('its options make no write after it, and no intent in it', async () => {
    const { fake, journal, secuconnect } = setUp();
    fake.on('smart.transactions.create').reply(CREATED);
    let kept: RequestOptions = {};
    const inner = withIntent({ journal, reference: 'outer' }, (own) => {
      kept = own;
      return withIntent(
        { journal, reference: 'inner' },
        (two) => secuconnect.smart.transactions.create(BODY, two),
        own,
      );
    });
    await expect(inner).rejects.toThrow('cannot be part of another one');
    await expect(secuconnect.smart.transactions.create(BODY, kept)).rejects.toThrow('has ended');
    expect(creates(fake)).toEqual([]);
  });

  test('what the call makes of a lost response does not hide that it took effect', async () => {
    const { fake, journal, secuconnect } = setUp();
    leftOf(fake, 2000, 2000, 1500);
    fake.on('payment.transactions.cancel').networkError('reset');
    const refund = withIntent({ journal, reference: 'a' }, (own) =>
      secuconnect.payment.transactions
        .cancel('PCI_1', { reduce_amount_by: 500 }, own)
        .catch((cause: unknown) => Promise.reject(new Error('No refund', { cause }))),
    );
    expect(await refund).toEqual({ value: undefined, isNew: true });
  });

  test('the failure of a journal does not show what was to be stored', async () => {
    const { fake, secuconnect } = setUp();
    fake.on('smart.transactions.create').reply(CREATED);
    const store = memoryJournal();
    const put = (intent: Intent, version: number) =>
      version === 0
        ? store.put(intent, 0)
        : Promise.reject(Object.assign(new Error('READONLY'), { command: { args: [JSON.stringify(intent)] } }));
    const result = await withIntent({ journal: { ...store, put }, reference: 'a' }, (own) =>
      secuconnect.smart.transactions.create(BODY, own),
    );
    expect(result.journalError).toMatchObject({ message: 'READONLY' });
    expect(inspect(result.journalError, { depth: 9, showHidden: true })).not.toContain(CREATED.id);
  });

  test.each([
    [{ reference: '' }, '`reference`'],
    [{ reference: 5 }, '`reference`'],
    [{ reference: 'a', journal: undefined }, '`journal`'],
    [{ reference: 'a', journal: {} }, '`journal`'],
  ])('%j is rejected', async (params, message) => {
    const { journal } = setUp();
    await expect(withIntent({ journal, ...params } as never, async () => 1)).rejects.toThrow(message);
  });

  test('what the call throws by itself is thrown', async () => {
    const { journal } = setUp();
    const failure = new Error('mine');
    await expect(withIntent({ journal, reference: 'a' }, () => Promise.reject(failure))).rejects.toBe(failure);
  });
});
