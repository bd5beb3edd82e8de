import { afterEach, describe, expect, test, vi } from 'vitest';
import { pushEvent } from '../../src/pushes/push-event.ts';
import { createPushHandler } from '../../src/pushes/push-handler.ts';
import { pushIpRanges } from '../../src/pushes/push-ip-ranges.ts';
import type { PushStore } from '../../src/pushes/push-store.ts';
import { signPushUrl } from '../../src/pushes/push-url.ts';
import { changed, delivery, gate, platform, receiver, url } from './delivery.ts';

const keys = { id: 'k1', secret: 'a secret of more than sixteen characters' };
const never = new Promise<never>(() => undefined);

afterEach(() => vi.useRealTimers());

describe('a push handler', () => {
  test('answers before the re-read ends, and hands the object over when it has', async () => {
    const read = gate<unknown>();
    const { handle, handled, reads, finished } = receiver({}, () => read.promise);
    const response = await handle(delivery(changed()));
    expect(response.status).toBe(200);
    await vi.waitFor(() => expect(reads).toEqual(['/Payment/Transactions/PCI_1']));
    expect(handled).toEqual([]);
    read.open({ object: 'payment.transactions', id: 'PCI_1' });
    await finished();
    expect(handled).toEqual(['PCI_1']);
  });

  test('answers even when the re-read never ends', async () => {
    const { handle, handled } = receiver({}, () => never);
    await expect(handle(delivery(changed()))).resolves.toHaveProperty('status', 200);
    expect(handled).toEqual([]);
  });

  test('hands over what it read, never what the push says', async () => {
    const paid = { object: 'payment.transactions', id: 'PCI_1', amount: 1995, details: { status_simple: 1 } };
    const handler = vi.fn();
    const { handle, finished } = receiver({ handlers: { 'payment.transactions': handler } }, () => paid);
    const lie = { ...changed(), amount: 1, data: [{ object: 'payment.transactions', id: 'PCI_1', amount: 1 }] };
    await handle(delivery(lie));
    await finished();
    expect(handler.mock.calls[0]![0]).toEqual(paid);
    expect(JSON.stringify(handler.mock.calls[0]![1])).not.toContain('amount');
  });

  test('gives the reference of the URL along', async () => {
    const handler = vi.fn();
    const { handle, finished } = receiver({ keys, handlers: { 'payment.transactions': handler } });
    await handle(delivery(changed(), await signPushUrl(url, { keys, reference: 'Order 7' })));
    await finished();
    expect(handler.mock.calls[0]![2]).toMatchObject({ reference: 'Order 7' });
  });

  test('keeps the work alive with the context that a Worker gets, wherever it stands', async () => {
    const context = {
      works: [] as Promise<unknown>[],
      waitUntil(work: Promise<unknown>) {
        this.works.push(work);
      },
    };
    const { handle, handled } = receiver({ waitUntil: undefined });
    await handle(delivery(changed('PCI_1')), context);
    await handle(delivery(changed('PCI_2')), { SECRET: 'environment' }, context);
    await Promise.all(context.works);
    expect(context.works).toHaveLength(2);
    expect(handled).toEqual(['PCI_1', 'PCI_2']);
  });

  test('has the type of a route of Next.js and of the handler of a Worker', () => {
    const { handle } = receiver();
    handle satisfies (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>;
    handle satisfies (
      request: Request,
      env: { SECRET: string },
      context: { waitUntil(work: Promise<unknown>): void },
    ) => Promise<Response>;
    expect(handle).toBeTypeOf('function');
  });

  test('does not mind arguments that are no context, and works without one', async () => {
    const { handle, handled } = receiver({ waitUntil: undefined });
    for (const [at, other] of [undefined, null, 'text', { params: Promise.resolve({}) }].entries()) {
      await expect(handle(delivery(changed(`PCI_${at}`)), other)).resolves.toHaveProperty('status', 200);
    }
    await vi.waitFor(() => expect(handled).toHaveLength(4));
  });

  test('takes an event with several objects apart, and finishes the others when one fails', async () => {
    const { handle, handled, told, finished } = receiver({}, (id) =>
      id === 'PCI_2' ? new Response(null, { status: 404 }) : { id },
    );
    const data = ['PCI_1', 'PCI_2', 'PCI_3'].map((id) => ({ object: 'payment.transactions', id }));
    const event = { ...changed(), data };
    await handle(delivery(event));
    await finished();
    expect(handled).toEqual(['PCI_1', 'PCI_3']);
    expect(told).toMatchObject([{ error: { name: 'NotFoundError' }, event: { id: event.id } }]);
  });
});

describe('a push that is not taken', () => {
  const signed = () => signPushUrl(url, { keys, reference: 'Order 7', expiresAt: new Date('2026-03-02T12:00:00Z') });

  test.each([
    ['missing its signature', async () => url, 403, 'missing'],
    ['forged: another reference', async () => (await signed()).replace('Order+7', 'Order+8'), 403, 'forged'],
    ['forged: another path', async () => (await signed()).replace('/hooks/', '/hook/'), 403, 'forged'],
    [
      'forged: signed by somebody else',
      () => signPushUrl(url, { keys: { ...keys, secret: 'somebody elses secret' } }),
      403,
      'forged',
    ],
  ])('because it is %s, is answered before its body is read', async (_, to, status, reason) => {
    vi.useFakeTimers({ now: Date.parse('2026-03-02T11:00:00Z') });
    const { handle, reads, refused } = receiver({ keys });
    const request = delivery(changed(), await to());
    const response = await handle(request);
    expect(response.status).toBe(status);
    expect(request.bodyUsed).toBe(false);
    expect(reads).toEqual([]);
    expect(refused).toMatchObject([{ name: 'PushError', reason }]);
  });

  test('because its URL has expired, is answered with 403 from that second on', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-03-02T11:59:59Z'), toFake: ['Date'] });
    const { handle, handled, refused, finished } = receiver({ keys });
    await expect(handle(delivery(changed('PCI_1'), await signed()))).resolves.toHaveProperty('status', 200);
    vi.setSystemTime(Date.parse('2026-03-02T12:00:00Z'));
    await expect(handle(delivery(changed('PCI_2'), await signed()))).resolves.toHaveProperty('status', 403);
    await finished();
    expect(handled).toEqual(['PCI_1']);
    expect(refused).toMatchObject([{ reason: 'expired' }]);
  });

  test('because of a wrong change of keys, is taken when the keys are right again', async () => {
    const { secuconnect } = platform();
    const handled: string[] = [];
    const options = {
      secuconnect,
      handlers: { 'payment.transactions': ({ id }: { id: string }) => void handled.push(id) },
      onError: () => undefined,
    };
    const event = changed();
    const to = await signPushUrl(url, { keys });
    const wrong = createPushHandler({ ...options, keys: { ...keys, id: 'k2' } });
    const right = createPushHandler({ ...options, keys: [{ ...keys, id: 'k2' }, keys] });
    await expect(wrong(delivery(event, to))).resolves.toHaveProperty('status', 403);
    await expect(right(delivery(event, to))).resolves.toHaveProperty('status', 200);
    await vi.waitFor(() => expect(handled).toEqual(['PCI_1']));
  });

  test('because it comes from elsewhere, is answered with 403', async () => {
    const getClientIp = (request: Request) => request.headers.get('x-real-ip') ?? undefined;
    const { handle, handled, refused, finished } = receiver({
      allowedIpRanges: [pushIpRanges.production],
      getClientIp,
    });
    const from = (address: string | undefined, id: string) =>
      handle(delivery(changed(id), url, { headers: address === undefined ? {} : { 'x-real-ip': address } }));
    await expect(from('91.195.150.9', 'PCI_1')).resolves.toHaveProperty('status', 200);
    await expect(from('91.195.152.0', 'PCI_2')).resolves.toHaveProperty('status', 403);
    await expect(from(undefined, 'PCI_3')).resolves.toHaveProperty('status', 403);
    await finished();
    expect(handled).toEqual(['PCI_1']);
    expect(refused).toMatchObject([{ reason: 'address' }, { reason: 'address' }]);
  });

  test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])(
    'because it has the method %s, is answered with 405',
    async (method) => {
      const { handle, reads } = receiver();
      const response = await handle(new Request(url, { method }));
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
      expect(reads).toEqual([]);
    },
  );

  test.each([
    ['', 'no body'],
    ['hello', 'no JSON'],
    ['{"object":"event.actions"}', 'another event'],
  ])('because it says %j (%s), is answered with 400', async (body) => {
    const { handle, reads, refused } = receiver();
    await expect(handle(delivery(body))).resolves.toHaveProperty('status', 400);
    expect(reads).toEqual([]);
    expect(refused).toMatchObject([{ reason: 'malformed' }]);
  });

  test('because it has no body or bytes that are no text, is answered with 400', async () => {
    const { handle } = receiver();
    await expect(handle(new Request(url, { method: 'POST' }))).resolves.toHaveProperty('status', 400);
    const body = Uint8Array.from(JSON.stringify(changed('PCI_?')), (char) =>
      char === '?' ? 0xff : char.charCodeAt(0),
    );
    await expect(handle(delivery('', url, { body }))).resolves.toHaveProperty('status', 400);
  });

  test('because it breaks off, is answered with 400', async () => {
    const { handle, told } = receiver();
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"object":')),
      pull: (controller) => controller.error(new Error('connection reset')),
    });
    const request = delivery('', url, { body, duplex: 'half' } as RequestInit);
    await expect(handle(request)).resolves.toHaveProperty('status', 400);
    expect(told).toEqual([]);
  });

  test('because it says that it is too large, is answered with 413 without being read', async () => {
    const { handle, refused } = receiver();
    const request = delivery(changed(), url, { headers: { 'content-length': '65537' } });
    await expect(handle(request)).resolves.toHaveProperty('status', 413);
    expect(request.bodyUsed).toBe(false);
    expect(refused).toMatchObject([{ reason: 'too-large' }]);
  });

  test('because it is too large, is read no further than the limit', async () => {
    const { handle } = receiver();
    let [sent, cancelled] = [0, false];
    const body = new ReadableStream(
      {
        pull(controller) {
          sent += 1024;
          controller.enqueue(new Uint8Array(1024).fill(0x20));
        },
        cancel: () => void (cancelled = true),
      },
      { highWaterMark: 0 },
    );
    const request = delivery('', url, { body, duplex: 'half' } as RequestInit);
    await expect(handle(request)).resolves.toHaveProperty('status', 413);
    expect(cancelled).toBe(true);
    expect(sent).toBeLessThanOrEqual(65_536 + 2 * 1024);
  });

  test('is just small enough with as many bytes as are allowed', async () => {
    const text = JSON.stringify(changed()).padEnd(1000);
    await expect(receiver({ maxBodyBytes: 1000 }).handle(delivery(text))).resolves.toHaveProperty('status', 200);
    await expect(receiver({ maxBodyBytes: 999 }).handle(delivery(text))).resolves.toHaveProperty('status', 413);
  });

  test('is told without URL, body or secret', async () => {
    const { handle, refused } = receiver({ keys });
    await handle(delivery(changed(), `${url}?push_sig=abc&push_key=k1&push_ref=Order+7`));
    const said = refused.map((error) => `${error.stack} ${JSON.stringify(error)}`).join('');
    for (const hidden of ['push_', 'abc', 'Order', 'evt_', keys.secret]) expect(said).not.toContain(hidden);
  });
});

describe('a push about something new', () => {
  test.each([
    ['target', pushEvent({ target: 'loyalty.cards', id: 'CRD_1' })],
    ['target that is a name of every object', pushEvent({ target: 'constructor', id: 'X' })],
    ['target without a handler', pushEvent({ target: 'payment.payouts', id: 'POI_1' })],
    ['type', pushEvent({ target: 'payment.transactions', id: 'PCI_1', type: 'melted' })],
    ['kind of object', { ...changed(), data: [{ object: 'payment.payouts', id: 'POI_1' }] }],
    ['shape without objects', { ...changed(), data: [] }],
  ])('(%s) is answered with 200 and told to onUnknown, and nothing is read', async (_, event) => {
    const { handle, reads, handled, unknown, told, finished } = receiver();
    await expect(handle(delivery(event))).resolves.toHaveProperty('status', 200);
    await finished();
    expect(unknown.mock.calls.map(([one]) => one)).toEqual([event]);
    expect([reads, handled, told]).toEqual([[], [], []]);
  });

  test('is answered with 200 when nobody wants to know', async () => {
    const { handle, told, finished } = receiver({ onUnhandled: undefined });
    await expect(handle(delivery(pushEvent({ target: 'x', id: 'y' })))).resolves.toHaveProperty('status', 200);
    await finished();
    expect(told).toEqual([]);
  });
});

describe('an event that comes again', () => {
  test('later, as a replay, is answered and otherwise ignored', async () => {
    const { handle, reads, handled, finished } = receiver();
    for (let times = 0; times < 3; times++) {
      await expect(handle(delivery(changed('PCI_1', 'evt_1')))).resolves.toHaveProperty('status', 200);
      await finished();
    }
    expect([reads, handled]).toEqual([['/Payment/Transactions/PCI_1'], ['PCI_1']]);
  });

  test('at the same time is worked off once', async () => {
    const { handle, reads, handled, finished } = receiver();
    const responses = await Promise.all(Array.from({ length: 20 }, () => handle(delivery(changed('PCI_1', 'evt_1')))));
    await finished();
    expect(responses.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect([reads, handled]).toEqual([['/Payment/Transactions/PCI_1'], ['PCI_1']]);
  });

  test('after it failed is worked off again', async () => {
    let down = true;
    const { handle, handled, told, finished } = receiver({}, (id) =>
      down ? new Response(null, { status: 503 }) : { id },
    );
    await handle(delivery(changed('PCI_1', 'evt_1')));
    await finished();
    expect(told).toMatchObject([{ error: { name: 'ServerError', status: 503 }, event: { id: 'evt_1' } }]);
    down = false;
    await handle(delivery(changed('PCI_1', 'evt_1')));
    await finished();
    expect(handled).toEqual(['PCI_1']);
  });

  test('after it was forgotten is read again, which shows the present state', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { handle, reads, finished } = receiver({ dedupeTtl: 1000 });
    for (let times = 0; times < 2; times++) {
      await handle(delivery(changed('PCI_1', 'evt_1')));
      await finished();
      vi.setSystemTime(Date.now() + 1000);
    }
    expect(reads).toHaveLength(2);
  });

  test('with another id is another event: both are worked off', async () => {
    const { handle, handled, finished } = receiver();
    await handle(delivery(changed('PCI_1', 'evt_1')));
    await handle(delivery(changed('PCI_1', 'evt_2')));
    await finished();
    expect(handled).toEqual(['PCI_1', 'PCI_1']);
  });
});

describe('events in the wrong order', () => {
  test('end in the newest state, as each reads it when its turn comes', async () => {
    let state = 1;
    const seen: unknown[] = [];
    const { handle, finished } = receiver(
      { handlers: { 'payment.transactions': (payment) => void seen.push((payment as { state?: unknown }).state) } },
      (id) => ({ id, state }),
    );
    state = 2; // Both changes have happened before the first push arrives, and the second one arrives first.
    await handle(delivery({ ...changed('PCI_1', 'evt_2'), created: '2026-03-02T10:00:02+01:00' }));
    await handle(delivery({ ...changed('PCI_1', 'evt_1'), created: '2026-03-02T10:00:01+01:00' }));
    await finished();
    expect(seen).toEqual([2, 2]);
  });

  test('about one object are worked on one after the other, and those about others meanwhile', async () => {
    const log: string[] = [];
    const first = gate();
    const { handle, finished } = receiver({
      handlers: {
        'payment.transactions': async ({ id }, event) => {
          log.push(`${event.id} begins`);
          if (event.id === 'evt_1') await first.promise;
          log.push(`${event.id} ends`);
          if (id === 'PCI_2') first.open();
        },
      },
    });
    await handle(delivery(changed('PCI_1', 'evt_1')));
    await handle(delivery(changed('PCI_1', 'evt_2')));
    await handle(delivery(changed('PCI_2', 'evt_3')));
    await finished();
    expect(log).toEqual(['evt_1 begins', 'evt_3 begins', 'evt_3 ends', 'evt_1 ends', 'evt_2 begins', 'evt_2 ends']);
  });

  test('do not wait for one that failed', async () => {
    const { handle, handled, told, finished } = receiver({}, (id, path) =>
      told.length === 0 && path.endsWith('PCI_1') ? new Response(null, { status: 500 }) : { id },
    );
    await handle(delivery(changed('PCI_1', 'evt_1')));
    await handle(delivery(changed('PCI_1', 'evt_2')));
    await finished();
    expect(told).toHaveLength(1);
    expect(handled).toEqual(['PCI_1']);
  });
});

describe('a failure after the answer', () => {
  test.each([
    ['of the handler', { handlers: { 'payment.transactions': () => Promise.reject(new Error('database down')) } }],
    [
      'of a handler that throws',
      {
        handlers: {
          'payment.transactions': () => {
            throw new Error('database down');
          },
        },
      },
    ],
  ])('%s is told, with the event', async (_, options) => {
    const { handle, told, finished } = receiver(options);
    const event = changed();
    await expect(handle(delivery(event))).resolves.toHaveProperty('status', 200);
    await finished();
    expect(told).toMatchObject([{ error: { message: 'database down' }, event: { id: event.id } }]);
  });

  test('of onUnknown is told too', async () => {
    const { handle, told, finished } = receiver({ onUnhandled: () => Promise.reject(new Error('log down')) });
    await handle(delivery(pushEvent({ target: 'x', id: 'y' })));
    await finished();
    expect(told).toMatchObject([{ error: { message: 'log down' } }]);
  });

  test('of onError itself takes nothing down', async () => {
    const onError = vi.fn(() => Promise.reject(new Error('log down')));
    const { handle, finished } = receiver({ onError }, () => new Response(null, { status: 404 }));
    await handle(delivery(changed()));
    await expect(finished()).resolves.toBeDefined();
    expect(onError).toHaveBeenCalledOnce();
  });

  test('of the id, which cannot be part of a path, is told and reaches no other operation', async () => {
    const { handle, reads, told, finished } = receiver();
    await handle(delivery(changed('..')));
    await handle(delivery(changed('PCI_1/../../General/Contracts/me')));
    await finished();
    expect(told).toMatchObject([{ error: { name: 'TypeError' } }]);
    expect(reads).toEqual(['/Payment/Transactions/PCI_1%2F..%2F..%2FGeneral%2FContracts%2Fme']);
  });
});

describe('a store', () => {
  const store = (own: Partial<PushStore>): PushStore => ({
    claim: async () => 'claimed',
    complete: async () => undefined,
    release: async () => undefined,
    ...own,
  });

  test('that fails is told and answered with 503, so that the event comes again', async () => {
    for (const claim of [
      () => Promise.reject(new Error('no redis')),
      (): never => {
        throw new Error('no redis');
      },
    ]) {
      const { handle, reads, told, finished } = receiver({ store: store({ claim }) });
      await expect(handle(delivery(changed()))).resolves.toHaveProperty('status', 503);
      await finished();
      expect(reads).toEqual([]);
      expect(told).toMatchObject([{ error: { message: 'no redis' } }]);
    }
  });

  test('that takes longer than a second delays the work, not the answer', async () => {
    vi.useFakeTimers();
    const claim = gate<'claimed'>();
    const { handle, handled, finished } = receiver({ store: store({ claim: () => claim.promise }) });
    const answered = vi.fn();
    const response = handle(delivery(changed())).then((one) => (answered(), one));
    await vi.advanceTimersByTimeAsync(999);
    expect(answered).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await expect(response).resolves.toHaveProperty('status', 200);
    expect(handled).toEqual([]);
    claim.open('claimed');
    await finished();
    expect(handled).toEqual(['PCI_1']);
  });

  test('is told for how long, and how the work ended', async () => {
    const calls: unknown[][] = [];
    const { handle, finished } = receiver(
      {
        dedupeTtl: 5000,
        store: {
          claim: async (...given) => (calls.push(['claim', ...given]), 'claimed'),
          complete: async (...given) => void calls.push(['complete', ...given]),
          release: async (...given) => void calls.push(['release', ...given]),
        },
      },
      (id) => (id === 'PCI_1' ? { id } : new Response(null, { status: 404 })),
    );
    await handle(delivery(changed('PCI_1', 'evt_1')));
    await finished();
    await handle(delivery(changed('PCI_2', 'evt_2')));
    await finished();
    expect(calls).toEqual([
      ['claim', 'evt_1', 600_000],
      ['complete', 'evt_1', 5000],
      ['claim', 'evt_2', 600_000],
      ['release', 'evt_2'],
    ]);
  });

  test('that cannot remember is told, and the work stays done', async () => {
    const { handle, told, handled } = receiver({
      acknowledge: 'after-handling',
      store: store({ complete: () => Promise.reject(new Error('no redis')) }),
    });
    await expect(handle(delivery(changed()))).resolves.toHaveProperty('status', 200);
    expect([handled, told.length]).toEqual([['PCI_1'], 1]);
  });
});

describe('a handler that works before it answers', () => {
  test('answers with 200 when the work is done, and with 200 to the same event later', async () => {
    const { handle, handled } = receiver({ acknowledge: 'after-handling' });
    await expect(handle(delivery(changed('PCI_1', 'evt_1')))).resolves.toHaveProperty('status', 200);
    expect(handled).toEqual(['PCI_1']);
    await expect(handle(delivery(changed('PCI_1', 'evt_1')))).resolves.toHaveProperty('status', 200);
    expect(handled).toEqual(['PCI_1']);
  });

  test('answers with 500 when it failed, and works the event off when it comes again', async () => {
    let down = true;
    const { handle, handled, told } = receiver({ acknowledge: 'after-handling' }, (id) =>
      down ? new Response(null, { status: 502 }) : { id },
    );
    await expect(handle(delivery(changed('PCI_1', 'evt_1')))).resolves.toHaveProperty('status', 500);
    expect(told).toHaveLength(1);
    down = false;
    await expect(handle(delivery(changed('PCI_1', 'evt_1')))).resolves.toHaveProperty('status', 200);
    expect(handled).toEqual(['PCI_1']);
  });

  test('answers with 503 while somebody else works on the event, as that may still fail', async () => {
    const read = gate<unknown>();
    const { handle, handled, reads } = receiver({ acknowledge: 'after-handling' }, () => read.promise);
    const first = handle(delivery(changed('PCI_1', 'evt_1')));
    await vi.waitFor(() => expect(reads).toHaveLength(1));
    await expect(handle(delivery(changed('PCI_1', 'evt_1')))).resolves.toHaveProperty('status', 503);
    read.open({ id: 'PCI_1' });
    await expect(first).resolves.toHaveProperty('status', 200);
    expect(handled).toEqual(['PCI_1']);
  });

  test('answers with 500 when the time limit is over, and ends the read', async () => {
    vi.useFakeTimers();
    let answers: Promise<unknown> = never;
    const { handle, handled, aborted, told, finished } = receiver(
      { acknowledge: 'after-handling', handlerTimeout: 5000 },
      () => answers,
    );
    const response = handle(delivery(changed('PCI_1', 'evt_1')));
    await vi.advanceTimersByTimeAsync(4999);
    expect(aborted).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await expect(response).resolves.toHaveProperty('status', 500);
    await finished();
    expect(aborted).toEqual(['/Payment/Transactions/PCI_1']);
    expect(told).toHaveLength(1);
    answers = Promise.resolve({ id: 'PCI_1' });
    await expect(handle(delivery(changed('PCI_1', 'evt_1')))).resolves.toHaveProperty('status', 200);
    expect(handled).toEqual(['PCI_1']);
  });

  test('tells its handlers by a signal that the time is over', async () => {
    vi.useFakeTimers();
    let reason: unknown;
    const { handle, told, finished } = receiver({
      acknowledge: 'after-handling',
      handlers: {
        'payment.transactions': (_object, _event, { signal }) =>
          new Promise((_, reject) => {
            signal!.addEventListener('abort', () => {
              reason = signal!.reason;
              reject(new Error('stopped'));
            });
          }),
      },
    });
    const response = handle(delivery(changed()));
    await vi.advanceTimersByTimeAsync(20_000);
    await expect(response).resolves.toHaveProperty('status', 500);
    await finished();
    expect(reason).toMatchObject({ name: 'PushError', reason: 'time-limit' });
    expect(told).toMatchObject([{ error: { message: 'stopped' } }]);
  });

  test('does not work on what waited for its turn until the time was over', async () => {
    vi.useFakeTimers();
    const open = gate();
    const { handle, told, reads, finished } = receiver({
      acknowledge: 'after-handling',
      handlers: { 'payment.transactions': () => open.promise },
    });
    const responses = [handle(delivery(changed('PCI_1', 'evt_1'))), handle(delivery(changed('PCI_1', 'evt_2')))];
    await vi.advanceTimersByTimeAsync(20_000);
    await expect(Promise.all(responses)).resolves.toMatchObject([{ status: 500 }, { status: 500 }]);
    open.open();
    await finished();
    expect(reads).toEqual(['/Payment/Transactions/PCI_1']);
    expect(told).toMatchObject([{ event: { id: 'evt_2' } }]);
  });

  test('leaves no timer behind', async () => {
    vi.useFakeTimers();
    await receiver({ acknowledge: 'after-handling' }).handle(delivery(changed()));
    await receiver({}, () => ({ id: 'x' })).handle(delivery(changed()));
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('options that contradict each other are refused:', () => {
  test.each([
    ['no key', { keys: [] }],
    ['a secret that is too short', { keys: { id: 'a', secret: 'short' } }],
    ['addresses without a way to know them', { allowedIpRanges: [pushIpRanges.testing] }],
    ['a range that is none', { allowedIpRanges: [{ from: 'a', to: 'b' }], getClientIp: () => '1.2.3.4' }],
  ])('%s', (_, options) => {
    expect(() => receiver(options)).toThrow(TypeError);
  });
});

test('a proxy that takes a part of the path away is no obstacle', async () => {
  const to = await signPushUrl('https://shop.example/api/hooks', { keys });
  const behind = to.replace('/api/hooks', '/hooks');
  const getSignedUrl = (request: Request) => request.url.replace('/hooks', '/api/hooks');
  await expect(receiver({ keys }).handle(delivery(changed(), behind))).resolves.toHaveProperty('status', 403);
  await expect(receiver({ keys, getSignedUrl }).handle(delivery(changed(), behind))).resolves.toHaveProperty(
    'status',
    200,
  );
});
