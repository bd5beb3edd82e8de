import { expect, test, vi } from 'vitest';
import { Secuconnect, type RequestOptions } from '../../src/index.ts';
import { FailingServer, type Responder } from './failing-server.ts';
import { respondWith, responseHead, sendAndStall } from './raw-responses.ts';
import { TRANSPORTS, type Transport } from './transports.ts';

// Enough for a busy host.
vi.setConfig({ testTimeout: 60_000 });

// Measures on a real clock what `abort-and-timeout.test.ts` proves on a fake one. Latencies are printed and not checked: a busy host is late.

const ROUNDS = 10;

async function measure(
  transport: Transport,
  api: Responder,
  options: () => RequestOptions,
  since: () => number,
): Promise<{ latencies: number[]; results: Set<string> }> {
  const server = await FailingServer.start({ api, token: respondWith(200, {}) });
  const { smart } = new Secuconnect({
    baseUrl: `${server.origin}/api/v2`,
    auth: { token: 'a-token' },
    ...transport.options,
  });
  const latencies: number[] = [];
  const results = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    const result = await smart.transactions.create({}, options()).then(
      () => 'ok',
      (error: Error) => error.name,
    );
    latencies.push(performance.now() - since());
    results.add(result);
  }
  await server.close();
  return { latencies: latencies.sort((a, b) => a - b), results };
}

const print = (name: string, latencies: readonly number[]): void =>
  console.log(
    `${name}: median ${latencies[ROUNDS / 2]!.toFixed(1)} ms, worst of ${ROUNDS} ${latencies.at(-1)!.toFixed(1)} ms`,
  );

test.each(TRANSPORTS)(
  'a call over $name ends when its caller aborts it during a backoff delay of 5 s',
  async (transport) => {
    let abortedAt = 0;
    const options = (): RequestOptions => {
      const controller = new AbortController();
      setTimeout(() => {
        abortedAt = performance.now();
        controller.abort();
      }, 100);
      return { signal: controller.signal };
    };
    const { latencies, results } = await measure(
      transport,
      respondWith(429, '', { 'retry-after': 5 }),
      options,
      () => abortedAt,
    );
    expect(results).toEqual(new Set(['AbortError']));
    print(`${transport.name}, abort during a backoff delay of 5 s → rejection`, latencies);
  },
);

test.each(TRANSPORTS)('a call over $name ends after its timeout of 500 ms when the body stalls', async (transport) => {
  let startedAt = 0;
  const options = (): RequestOptions => {
    startedAt = performance.now();
    return { timeout: 500 };
  };
  const stalls = sendAndStall(`${responseHead(200, { 'content-length': 100 })}{"id":`);
  const { latencies, results } = await measure(transport, stalls, options, () => startedAt);
  expect(results).toEqual(new Set(['TimeoutError']));
  print(`${transport.name}, stalled body, timeout of 500 ms → rejection`, latencies);
});
