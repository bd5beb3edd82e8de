import diagnostics from 'node:diagnostics_channel';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { EventDispatcher, type EventFields } from '../../src/events/event-dispatcher.ts';
import type { EventListeners } from '../../src/events/events.ts';
import { client, json, stubFetch } from '../stub-fetch.ts';
import { eventRecorder } from './event-recorder.ts';

const ok = json({ id: 'STX_1' });
const fields = (): EventFields<'token'> => ({ reason: 'initial', source: 'store', success: true, duration: 1 });

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(1_000_000);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('EventDispatcher', () => {
  test('adds type and time to an event', () => {
    const { events, listeners } = eventRecorder();
    new EventDispatcher([listeners]).dispatch('token', fields);
    expect(events).toEqual([{ type: 'token', timestamp: 1_000_000, ...fields() }]);
  });

  test('delivers the same event to the listeners of the client and to those of the call', async () => {
    const [ofClient, ofCall] = [eventRecorder(), eventRecorder()];
    const secuconnect = client(stubFetch(ok), { listeners: ofClient.listeners });
    await secuconnect.smart.transactions.get('STX_1', undefined, { listeners: ofCall.listeners });
    await secuconnect.smart.transactions.get('STX_1');
    expect(ofCall.events).toHaveLength(4);
    expect(ofClient.events).toHaveLength(8);
    expect(ofClient.events[0]).toBe(ofCall.events[0]);
  });

  test('delivers every event to the listener `any`', async () => {
    const types: string[] = [];
    const listeners: EventListeners = { any: ({ type }) => types.push(type) };
    await client(stubFetch(ok), { listeners }).smart.transactions.get('STX_1');
    expect(types).toEqual(['start', 'request', 'response', 'end']);
  });

  test('freezes events, so that no listener can change them for the next one', async () => {
    const { events, listeners } = eventRecorder();
    await client(stubFetch(ok), { listeners }).smart.transactions.get('STX_1');
    expect(events).toHaveLength(4);
    expect(events.every((event) => Object.isFrozen(event))).toBe(true);
  });

  test('publishes events on diagnostics channels while they have subscribers', async () => {
    const published: unknown[] = [];
    const subscriber = (event: unknown): unknown => published.push(event);
    diagnostics.subscribe('secuconnect:call:end', subscriber);
    const secuconnect = client(stubFetch(ok));
    await secuconnect.smart.transactions.get('STX_1');
    diagnostics.unsubscribe('secuconnect:call:end', subscriber);
    await secuconnect.smart.transactions.get('STX_1');
    expect(published).toMatchObject([{ type: 'end', operation: 'smart.transactions.get', outcome: 'success' }]);
  });

  test('delivers events to listeners in a runtime without diagnostics channels', () => {
    vi.stubGlobal('process', undefined);
    const { events, listeners } = eventRecorder();
    new EventDispatcher([listeners]).dispatch('token', fields);
    vi.unstubAllGlobals();
    expect(events).toEqual([{ type: 'token', timestamp: 1_000_000, ...fields() }]);
  });

  test('does not build an event without a receiver', () => {
    const build = vi.fn(fields);
    const dispatcher = new EventDispatcher([{ end: () => undefined }]);
    dispatcher.dispatch('token', build, { start: () => undefined });
    expect(build).not.toHaveBeenCalled();
    dispatcher.dispatch('token', build, { token: () => undefined });
    expect(build).toHaveBeenCalledOnce();
  });

  test('a listener that throws or rejects does not affect the call; its error goes to the console', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const nextListener = vi.fn();
    const listeners: EventListeners = {
      start: () => {
        throw new Error('thrown');
      },
      end: () => Promise.reject(new Error('rejected')),
    };
    const options = { listeners: { start: nextListener } };
    await expect(
      client(stubFetch(ok), { listeners }).smart.transactions.get('STX_1', undefined, options),
    ).resolves.toEqual({ id: 'STX_1' });
    await vi.advanceTimersByTimeAsync(0);
    expect(nextListener).toHaveBeenCalledOnce();
    expect(logged.mock.calls).toEqual([
      ['secuconnect: a listener for "start" failed:', new Error('thrown')],
      ['secuconnect: a listener for "end" failed:', new Error('rejected')],
    ]);
  });
});
