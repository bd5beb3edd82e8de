import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { Secuconnect } from '../../src/index.ts';
import { json, stubFetch } from '../stub-fetch.ts';

const baseUrl = 'https://example.com/api/v2';

test('100,000 calls with one long-lived signal leave nothing behind on it, whatever came of them', async () => {
  const { signal } = new AbortController();
  const failures = [
    json({ error: 'ProductFormatException' }, 500),
    json({}, 429),
    () => new Response('no JSON'),
    () => Promise.reject(new TypeError('fetch failed')),
  ];
  const good = json({ id: 'STX_1' });
  const answers = failures.flatMap((failure) => [...Array.from({ length: 24 }, () => good), failure]);
  let next = 0;
  const send = (() => answers[next++ % answers.length]!()) as typeof fetch;
  const secuconnect = new Secuconnect({ baseUrl, auth: { token: 't' }, fetch: send, maxRetries: 0 });
  const options = { signal };
  for (let round = 0; round < 1_000; round++) {
    const calls = Array.from({ length: 100 }, async (_, at): Promise<unknown> => {
      const call = secuconnect.smart.transactions.get('STX_1', undefined, options);
      // Every third one streams its answer.
      return at % 3 ? call : (await call.asResponse()).text();
    });
    const underWay = getEventListeners(signal, 'abort').length;
    await Promise.allSettled(calls);
    expect([underWay, getEventListeners(signal, 'abort').length]).toEqual([100, 0]);
  }
  expect(next).toBe(100_000);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
}, 120_000);

test('neither does a stream that is given up', async () => {
  const { signal } = new AbortController();
  const stub = stubFetch(() => new Response(new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(8)) })));
  const secuconnect = new Secuconnect({ baseUrl, auth: { token: 't' }, fetch: stub.fetch });
  const response = await secuconnect.document.uploads.download('DUP_1', { signal }).asResponse();
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  await response.body!.cancel();
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
