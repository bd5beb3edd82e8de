import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { NotFoundError } from '../../src/errors/api-errors.ts';
import { SecuconnectError } from '../../src/errors/secuconnect-error.ts';
import { EventDispatcher } from '../../src/events/event-dispatcher.ts';
import { CallReporter } from '../../src/transport/call-reporter.ts';
import { failedResponse, write } from '../errors/contexts.ts';
import { eventRecorder } from '../events/event-recorder.ts';
import { client, json, stubFetch } from '../stub-fetch.ts';
import { preparedRead, preparedRequest } from './prepared-request.ts';

const ok = json({ id: 'STX_1' });

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(1_000_000);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('the events of a call', () => {
  test('report it from its start to its end', async () => {
    const { events, listeners } = eventRecorder();
    await client(stubFetch(ok), { listeners }).smart.transactions.get('STX_1', undefined, {
      headers: { 'x-custom': 'private' },
    });
    const { callId } = events[0] as { callId: number };
    const call = {
      operation: 'smart.transactions.get',
      method: 'GET',
      path: '/Smart/Transactions/{smartTransactionId}',
    };
    const shared = { timestamp: 1_000_000, callId, ...call };
    expect(events).toEqual([
      { type: 'start', ...shared },
      {
        type: 'request',
        ...shared,
        attempt: 1,
        headers: {
          accept: 'application/json',
          'user-agent': expect.stringContaining('secuconnect'),
          'x-custom': '[redacted]',
        },
      },
      { type: 'response', ...shared, attempt: 1, status: 200, duration: 0 },
      { type: 'end', ...shared, duration: 0, attempts: 1, outcome: 'success', status: 200 },
    ]);
  });

  test('report each attempt, and why and when it is retried', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const { events, listeners, types } = eventRecorder();
    const call = client(stubFetch(json({}, 503), ok), { listeners }).smart.transactions.get('STX_1');
    await vi.advanceTimersByTimeAsync(1_000);
    await call;
    expect(types()).toEqual(['start', 'request', 'response', 'retry', 'request', 'response', 'end']);
    expect(events[2]).toMatchObject({ attempt: 1, status: 503, error: 'status 503' });
    expect(events[3]).toMatchObject({ attempt: 1, delay: 250, error: 'status 503' });
    expect(events[5]).toMatchObject({ attempt: 2, status: 200, timestamp: 1_000_250 });
    expect(events[6]).toMatchObject({ attempts: 2, outcome: 'success', duration: 250 });
  });

  test('report how a call failed, in names and numbers only', async () => {
    const { events, listeners } = eventRecorder();
    const body = { error: 'ProductInternalException', error_details: 'private', code: 1003, supportId: 'abc' };
    await client(stubFetch(json(body, 500)), { listeners })
      .smart.transactions.create({})
      .catch(() => undefined);
    expect(events.at(-1)).toEqual({
      type: 'end',
      timestamp: 1_000_000,
      callId: expect.any(Number),
      operation: 'smart.transactions.create',
      method: 'POST',
      path: '/Smart/Transactions',
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

  test('have a number per call, which distinguishes concurrent calls', async () => {
    const { events, listeners } = eventRecorder();
    const secuconnect = client(stubFetch(ok), { listeners });
    await Promise.all([secuconnect.smart.transactions.get('STX_1'), secuconnect.smart.transactions.get('STX_2')]);
    expect(new Set(events.map((event) => (event as { callId: number }).callId)).size).toBe(2);
  });

  test('go to the listeners of the call too', () => {
    const [ofClient, ofCall] = [eventRecorder(), eventRecorder()];
    const request = preparedRequest({ listeners: ofCall.listeners });
    new CallReporter(new EventDispatcher([ofClient.listeners]), request).deprecated(null);
    expect(ofCall.types()).toEqual(['start', 'deprecated']);
    expect(ofClient.events).toEqual(ofCall.events);
  });
});

test('an event that has no listener is not delivered', () => {
  const dispatcher = new EventDispatcher();
  const deliver = vi.spyOn(dispatcher, 'deliver');
  const reporter = new CallReporter(dispatcher, preparedRequest());
  reporter.request(1);
  reporter.response(1, { startedAt: 0, duration: 0, status: 503 });
  reporter.retry(1, 250, 'status 503');
  reporter.deprecated(null);
  reporter.success(2, 200);
  reporter.failure(2, new SecuconnectError('failed', { outcome: 'unknown' }));
  expect(deliver).not.toHaveBeenCalled();
});

describe('CallReporter.failure()', () => {
  const endOf = (request: ReturnType<typeof preparedRequest>, error: SecuconnectError) => {
    const { listeners, ofType } = eventRecorder();
    new CallReporter(new EventDispatcher([listeners]), request).failure(0, error);
    return ofType('end')[0];
  };

  test('reports the outcome of the error, and no fields that it does not have', () => {
    const end = endOf(preparedRequest(), new SecuconnectError('No token.', { outcome: 'not-sent' }));
    expect(end).toEqual({
      type: 'end',
      timestamp: 1_000_000,
      callId: expect.any(Number),
      operation: 'smart.transactions.cancel',
      method: 'POST',
      path: '/Smart/Transactions/{smartTransactionId}/cancel',
      duration: 0,
      attempts: 0,
      outcome: 'not-sent',
      error: 'SecuconnectError',
    });
    expect(endOf(preparedRequest(), new NotFoundError(write, failedResponse(), 'no-effect'))).not.toHaveProperty(
      'code',
    );
  });

  test('reports that a read had no effect, although the error of its token request may say something else', () => {
    const error = new SecuconnectError('No token.', { outcome: 'not-sent', operation: 'oauth.token' });
    expect(endOf(preparedRead(), error)).toMatchObject({ outcome: 'no-effect' });
  });
});

describe('CallReporter.deprecated()', () => {
  test('reports the date only if the server names one', () => {
    const { listeners, ofType } = eventRecorder();
    const reporter = new CallReporter(new EventDispatcher([listeners]), preparedRequest());
    reporter.deprecated('Sat, 01 Jan 2028 00:00:00 GMT');
    reporter.deprecated(null);
    const [dated, undated] = ofType('deprecated');
    expect(dated).toMatchObject({ sunset: 'Sat, 01 Jan 2028 00:00:00 GMT' });
    expect(undated).not.toHaveProperty('sunset');
  });
});
