import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { Secuconnect } from '../../src/index.ts';
import { json, stubFetch } from '../stub-fetch.ts';

const baseUrl = 'https://example.com/api/v2';

test('100,000 calls with one long-lived signal leave no listeners on it, successful or not', async () => {
  const { signal } = new AbortController();
  const failures = [
    json({ error: 'ProductFormatException' }, 500),
    json({}, 429),
    () => new Response('not JSON'),
    () => Promise.reject(new TypeError('fetch failed')),
  ];
  const success = json({ id: 'STX_1' });
  const responses = failures.flatMap((failure) => [...Array.from({ length: 24 }, () => success), failure]);
  let requests = 0;
  const fetch = (() => responses[requests++ % responses.length]!()) as typeof globalThis.fetch;
  const secuconnect = new Secuconnect({ baseUrl, auth: { token: 't' }, fetch, maxRetries: 0 });
  const options = { signal };
  for (let round = 0; round < 1_000; round++) {
    const calls = Array.from({ length: 100 }, async (_, index): Promise<unknown> => {
      const call = secuconnect.smart.transactions.get('STX_1', undefined, options);
      // Every third call streams its response.
      return index % 3 ? call : (await call.asResponse()).text();
    });
    const listenersDuringCalls = getEventListeners(signal, 'abort').length;
    await Promise.allSettled(calls);
    expect([listenersDuringCalls, getEventListeners(signal, 'abort').length]).toEqual([100, 0]);
  }
  expect(requests).toBe(100_000);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
}, 120_000);

test('a stream that is cancelled leaves no listener on the signal', async () => {
  const { signal } = new AbortController();
  const stub = stubFetch(
    () => new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(8)) })),
  );
  const secuconnect = new Secuconnect({ baseUrl, auth: { token: 't' }, fetch: stub.fetch });
  const response = await secuconnect.document.uploads.download('DUP_1', { signal }).asResponse();
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  await response.body!.cancel();
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
