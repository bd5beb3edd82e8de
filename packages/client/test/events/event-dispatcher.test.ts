import diagnostics from 'node:diagnostics_channel';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ClientEvent, EventListeners } from '../../src/events/events.ts';
import type { LogLevel } from '../../src/events/log.ts';
import { EventDispatcher, type Facts } from '../../src/events/event-dispatcher.ts';
import { client, json, stubFetch, token } from '../stub-fetch.ts';

const TYPES = ['start', 'request', 'response', 'retry', 'end', 'deprecated', 'token', 'tokenStore'] as const;
const ok = json({ id: 'STX_1' });

/** Listeners that write everything down. */
function recorder() {
  const events: ClientEvent[] = [];
  const on = Object.fromEntries(
    TYPES.map((type) => [type, (event: ClientEvent) => events.push(event)]),
  ) as EventListeners;
  return { events, on, types: () => events.map(({ type }) => type) };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(1_000_000);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('events', () => {
  test('tell a call from its beginning to its end', async () => {
    const { events, on } = recorder();
    await client(stubFetch(ok), { listeners: on }).smart.transactions.get('STX_1', undefined, {
      headers: { 'x-own': 'private' },
    });
    const first = events[0] as { callId: number };
    const shared = { timestamp: 1_000_000, callId: first.callId, operation: 'smart.transactions.get' };
    expect(events).toEqual([
      { type: 'start', ...shared, method: 'GET', path: '/Smart/Transactions/{smartTransactionId}' },
      {
        type: 'request',
        ...shared,
        attempt: 1,
        headers: {
          accept: 'application/json',
          'user-agent': expect.stringContaining('secuconnect'),
          'x-own': '[redacted]',
        },
      },
      { type: 'response', ...shared, attempt: 1, status: 200, duration: 0 },
      { type: 'end', ...shared, duration: 0, attempts: 1, outcome: 'success', status: 200 },
    ]);
  });

  test('tell each attempt, why it is repeated and when', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const { events, on } = recorder();
    const call = client(stubFetch(json({}, 503), ok), { listeners: on }).smart.transactions.get('STX_1');
    await vi.advanceTimersByTimeAsync(1_000);
    await call;
    expect(events.map(({ type }) => type)).toEqual([
      'start',
      'request',
      'response',
      'retry',
      'request',
      'response',
      'end',
    ]);
    expect(events[2]).toMatchObject({ attempt: 1, status: 503, error: 'status 503' });
    expect(events[3]).toMatchObject({ attempt: 1, delay: 250, error: 'status 503' });
    expect(events[5]).toMatchObject({ attempt: 2, status: 200, timestamp: 1_000_250 });
    expect(events[6]).toMatchObject({ attempts: 2, outcome: 'success', duration: 250 });
  });

  test('tell how a call failed, in names and numbers only', async () => {
    const { events, on } = recorder();
    const body = { error: 'ProductInternalException', error_details: 'private', code: 1003, supportId: 'abc' };
    await client(stubFetch(json(body, 500)), { listeners: on })
      .smart.transactions.create({})
      .catch(() => undefined);
    expect(events.at(-1)).toEqual({
      type: 'end',
      timestamp: 1_000_000,
      callId: expect.any(Number),
      operation: 'smart.transactions.create',
      duration: 0,
      attempts: 1,
      outcome: 'unknown',
      error: 'ServerError',
      status: 500,
      code: 1003,
      supportId: 'abc',
    });
    expect(events.at(-2)).toMatchObject({ type: 'response', error: 'ProductInternalException' });
  });

  test.each([
    ['a lost connection', () => Promise.reject(Object.assign(new Error('x'), { code: 'ECONNRESET' })), 'ECONNRESET'],
    ['a connection that does not say why', () => Promise.reject(new Error('')), 'ConnectionError'],
    ['something else than JSON', () => new Response('<html>'), 'DecodeError'],
  ])('tell %s in a word', async (_, answer, error) => {
    const { events, on } = recorder();
    await client(stubFetch(answer), { listeners: on })
      .smart.transactions.create({})
      .catch(() => undefined);
    expect(events.find(({ type }) => type === 'response')).toMatchObject({ error });
  });

  test('number calls, so that those of one call can be told from others', async () => {
    const { events, on } = recorder();
    const one = client(stubFetch(ok), { listeners: on });
    await Promise.all([one.smart.transactions.get('STX_1'), one.smart.transactions.get('STX_2')]);
    const numbers = new Set(events.map((event) => (event as { callId: number }).callId));
    expect(numbers.size).toBe(2);
  });

  test('go to the listeners of the client and to those of the call', async () => {
    const [ofClient, ofCall] = [recorder(), recorder()];
    const one = client(stubFetch(ok), { listeners: ofClient.on });
    await one.smart.transactions.get('STX_1', undefined, { listeners: ofCall.on });
    await one.smart.transactions.get('STX_1');
    expect(ofCall.events).toHaveLength(4);
    expect(ofClient.events).toHaveLength(8);
    expect(ofClient.events[0]).toBe(ofCall.events[0]);
  });

  test('all go to the listener for any', async () => {
    const seen: string[] = [];
    await client(stubFetch(ok), { listeners: { any: ({ type }) => seen.push(type) } }).smart.transactions.get('STX_1');
    expect(seen).toEqual(['start', 'request', 'response', 'end']);
  });

  test('tell how a token was got, and why', async () => {
    const { events, on } = recorder();
    const auth = { clientId: 'shop', clientSecret: 'client-secret-1' };
    const stub = stubFetch(
      json({ error: 'invalid_client' }, 400),
      token('first-token'),
      ok,
      json({}, 401),
      token('second-token'),
      ok,
    );
    const one = client(stub, { listeners: on, auth });
    await one.smart.transactions.get('STX_1').catch(() => undefined);
    await one.smart.transactions.get('STX_1');
    await one.smart.transactions.get('STX_1');
    expect(events.filter(({ type }) => type === 'token')).toEqual([
      {
        type: 'token',
        timestamp: 1_000_000,
        reason: 'initial',
        source: 'endpoint',
        success: false,
        duration: 0,
        error: 'AuthenticationError',
      },
      { type: 'token', timestamp: 1_000_000, reason: 'initial', source: 'endpoint', success: true, duration: 0 },
      { type: 'token', timestamp: 1_000_000, reason: 'rejected', source: 'endpoint', success: true, duration: 0 },
    ]);
  });

  test('tell that a token store failed, and the call goes on', async () => {
    const { events, on } = recorder();
    const tokenStore = {
      get: () => Promise.reject(new RangeError('private')),
      // oxlint-disable-next-line prefer-promise-reject-errors -- stores of others may do anything.
      set: () => Promise.reject('private'),
      delete: () => Promise.resolve(),
    };
    const one = client(stubFetch(token('first-token'), ok), {
      listeners: on,
      tokenStore,
      auth: { clientId: 'shop', clientSecret: 'secret-1' },
    });
    await expect(one.smart.transactions.get('STX_1')).resolves.toEqual({ id: 'STX_1' });
    const failures = events.filter(({ type }) => type === 'tokenStore');
    expect(failures[0]).toEqual({ type: 'tokenStore', timestamp: 1_000_000, action: 'get', error: 'RangeError' });
    expect(JSON.stringify(failures)).not.toContain('private');
  });

  test('cannot be changed by whoever gets them first', async () => {
    const { events, on } = recorder();
    await client(stubFetch(ok), { listeners: on }).smart.transactions.get('STX_1');
    expect(events.every((event) => Object.isFrozen(event))).toBe(true);
  });

  test('say once for each operation that it will go away', async () => {
    const { events, on } = recorder();
    const old = json({ id: 'STX_1' }, 200, { deprecation: 'true', sunset: 'Sat, 01 Jan 2028 00:00:00 GMT' });
    const one = client(stubFetch(old), { listeners: on });
    for (let time = 0; time < 3; time++) await one.smart.transactions.get('STX_1');
    await one.smart.transactions.cancel('STX_1');
    expect(events.filter(({ type }) => type === 'deprecated')).toMatchObject([
      { operation: 'smart.transactions.get', sunset: 'Sat, 01 Jan 2028 00:00:00 GMT' },
      { operation: 'smart.transactions.cancel' },
    ]);
  });

  test('without a date when the server gives none', async () => {
    const { events, on } = recorder();
    await client(stubFetch(json({}, 200, { deprecation: 'true' })), { listeners: on }).smart.transactions.get('STX_1');
    expect(events.find(({ type }) => type === 'deprecated')).not.toHaveProperty('sunset');
  });

  test('are published on diagnostics channels', async () => {
    const seen: unknown[] = [];
    const listener = (event: unknown): unknown => seen.push(event);
    diagnostics.subscribe('secuconnect:call:end', listener);
    const one = client(stubFetch(ok));
    await one.smart.transactions.get('STX_1');
    diagnostics.unsubscribe('secuconnect:call:end', listener);
    await one.smart.transactions.get('STX_1');
    expect(seen).toMatchObject([{ type: 'end', operation: 'smart.transactions.get', outcome: 'success' }]);
  });

  test('are told without diagnostics channels where the runtime has none', async () => {
    vi.stubGlobal('process', undefined);
    const { events, on } = recorder();
    new EventDispatcher([on]).dispatch('token', (): Facts<'token'> => ({
      reason: 'initial',
      source: 'store',
      success: true,
      duration: 1,
    }));
    vi.unstubAllGlobals();
    expect(events).toEqual([
      { type: 'token', timestamp: 1_000_000, reason: 'initial', source: 'store', success: true, duration: 1 },
    ]);
  });

  test('are not even put together when nobody listens', () => {
    let built = 0;
    const facts = (): Facts<'token'> => ({ reason: 'initial', source: 'store', success: true, duration: built++ });
    new EventDispatcher([{ end: () => undefined }]).dispatch('token', facts, { start: () => undefined });
    expect(built).toBe(0);
  });
});

describe('a listener that fails harms no call', () => {
  test('whether it throws or rejects', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const after = vi.fn();
    const on: EventListeners = {
      start: () => {
        throw new Error('thrown');
      },
      end: () => Promise.reject(new Error('rejected')),
    };
    await expect(
      client(stubFetch(ok), { listeners: on }).smart.transactions.get('STX_1', undefined, {
        listeners: { start: after },
      }),
    ).resolves.toEqual({ id: 'STX_1' });
    await vi.advanceTimersByTimeAsync(0);
    expect(after).toHaveBeenCalledOnce();
    expect(said.mock.calls).toEqual([
      ['secuconnect: a listener for "start" failed:', new Error('thrown')],
      ['secuconnect: a listener for "end" failed:', new Error('rejected')],
    ]);
  });
});

describe('a logger', () => {
  /** Every kind of line: a call that goes well after a repeat, one that is refused, one that nobody knows about. */
  async function lines(logLevel: LogLevel | undefined): Promise<string[]> {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const written: string[] = [];
    const to = (level: string) => (line: string) =>
      written.push(`${level}: ${line.replaceAll(/ callId=\d+/g, ' callId=n')}`);
    const logger = { error: to('error'), warn: to('warn'), info: to('info'), debug: to('debug') };
    const stub = stubFetch(json({}, 503), ok, json({}, 404), json({}, 500, { deprecation: 'true' }));
    const one = client(stub, { logger, logLevel });
    const first = one.smart.transactions.get('STX_1');
    await vi.advanceTimersByTimeAsync(1_000);
    await first;
    await one.smart.transactions.get('STX_1').catch(() => undefined);
    await one.smart.transactions.create({}).catch(() => undefined);
    return written;
  }

  const GET = 'callId=n operation=smart.transactions.get';
  const CREATE = 'callId=n operation=smart.transactions.create';
  const ERROR = [
    `error: secuconnect call:end ${CREATE} duration=0 attempts=1 outcome=unknown error=ServerError status=500`,
  ];
  const WARN = [
    `warn: secuconnect retry ${GET} attempt=1 delay=250 error="status 503"`,
    `warn: secuconnect call:end ${GET} duration=0 attempts=1 outcome=no-effect error=NotFoundError status=404`,
    `warn: secuconnect deprecated ${CREATE}`,
  ];
  const INFO = [`info: secuconnect call:end ${GET} duration=250 attempts=2 outcome=success status=200`];

  test.each([
    ['off', []],
    ['error', ERROR],
    ['warn', [...WARN, ...ERROR]],
    [undefined, [...WARN, ...ERROR]],
    ['info', [WARN[0], ...INFO, ...WARN.slice(1), ...ERROR]],
  ] as [LogLevel | undefined, string[]][])('at level %s writes what belongs there', async (level, expected) => {
    expect(await lines(level)).toEqual(expected);
  });

  test('at level debug writes everything, always in the same shape', async () => {
    const all = await lines('debug');
    expect(all.slice(0, 4)).toEqual([
      `debug: secuconnect call:start ${GET} method=GET path=/Smart/Transactions/{smartTransactionId}`,
      `debug: secuconnect request ${GET} attempt=1`,
      `debug: secuconnect response ${GET} attempt=1 duration=0 status=503 error="status 503"`,
      WARN[0],
    ]);
    expect(all).toHaveLength(16);
  });

  test('may have only some of the methods, and gets the event beside the line', async () => {
    const warn = vi.fn();
    const one = client(stubFetch(json({}, 404)), { logger: { warn }, logLevel: 'debug' });
    await one.smart.transactions.get('STX_1').catch(() => undefined);
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      expect.any(String),
      expect.objectContaining({ type: 'end', status: 404 }),
    );
  });

  test('writes neither token nor credentials nor bodies', async () => {
    const written: unknown[] = [];
    const write = (...args: unknown[]): unknown => written.push(args);
    const logger = { error: write, warn: write, info: write, debug: write };
    const stub = stubFetch(token('access-token-1'), json({ error_details: 'private-detail' }, 500));
    await client(stub, { logger, logLevel: 'debug', auth: { clientId: 'shop', clientSecret: 'client-secret-1' } })
      .smart.transactions.create({ transactionRef: 'private-reference' })
      .catch(() => undefined);
    expect(written.length).toBeGreaterThan(3);
    expect(JSON.stringify(written)).not.toMatch(/access-token-1|client-secret-1|private-/);
  });
});
