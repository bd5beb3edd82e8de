import { describe, expect, test, vi } from 'vitest';
import { assertClient, createProcessor } from '../../src/pushes/create-processor.ts';
import { paymentChanged, pushRequest, stubApi, stubPushStore } from './push-receiver.ts';

const settings = { handlers: {}, onError: () => undefined, handlerTimeout: 1_000 };
const { secuconnect } = stubApi();
const delivery = (event = paymentChanged()) => ({
  event,
  reference: undefined,
  secuconnect,
  request: pushRequest(event),
});

describe('createProcessor()', () => {
  test('remembers events in this process by default', async () => {
    const processor = createProcessor(settings);
    const one = delivery();
    expect(await processor.start(one).claimed).toBe('claimed');
    expect(await processor.start(one).claimed).toBe('in-progress');
  });

  test.each([
    [undefined, 259_200_000],
    [5, 5],
  ])('with a dedupeTtl of %j an event is remembered for %i ms', async (dedupeTtl, ms) => {
    const complete = vi.fn(async () => undefined);
    const processor = createProcessor({ ...settings, dedupeTtl, store: stubPushStore({ complete }) });
    const one = delivery();
    expect(await processor.start(one).handled).toBe('completed');
    expect(complete.mock.calls).toEqual([[one.event.id, ms]]);
  });

  test('rejects options that no handler could work with', () => {
    expect(() => createProcessor({ ...settings, handlers: null as never })).toThrow('`handlers` must be an object');
    expect(() => createProcessor({ ...settings, dedupeTtl: 0 })).toThrow('`dedupeTtl`');
  });
});

test.each([undefined, null, 'client'])('assertClient() rejects %j', (client) => {
  expect(() => assertClient(client)).toThrow('`secuconnect` must be a client');
  expect(() => assertClient(secuconnect)).not.toThrow();
});
