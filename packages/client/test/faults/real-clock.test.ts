import { expect, test, vi } from 'vitest';
import { Secuconnect, type RequestOptions } from '../../src/index.ts';
import { FaultServer, type Behaviour } from './fault-server.ts';
import { answer, head, stall } from './wire.ts';

// Room for a busy machine.
vi.setConfig({ testTimeout: 60_000 });

// What `clock.test.ts` proves on a fake clock, measured on a real one. Only for reading: a busy machine is late without anybody's fault.

const ROUNDS = 10;

async function measure(
  api: Behaviour,
  options: () => RequestOptions,
  since: () => number,
): Promise<{ took: number[]; ends: Set<string> }> {
  const server = await FaultServer.start({ api, token: answer(200, {}) });
  const { smart } = new Secuconnect({ baseUrl: `${server.origin}/api/v2`, auth: { token: 'a-token' } });
  const took: number[] = [];
  const ends = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    const end = await smart.transactions.create({}, options()).then(
      () => 'ok',
      (error: Error) => error.name,
    );
    took.push(performance.now() - since());
    ends.add(end);
  }
  await server.close();
  return { took: took.sort((a, b) => a - b), ends };
}

const print = (what: string, took: readonly number[]): void =>
  console.log(`${what}: median ${took[ROUNDS / 2]!.toFixed(1)} ms, worst of ${ROUNDS} ${took.at(-1)!.toFixed(1)} ms`);

test('how soon a call ends after its caller has left it, in a pause of 5 s', async () => {
  let left = 0;
  const options = (): RequestOptions => {
    const controller = new AbortController();
    setTimeout(() => {
      left = performance.now();
      controller.abort();
    }, 100);
    return { signal: controller.signal };
  };
  const { took, ends } = await measure(answer(429, '', { 'retry-after': 5 }), options, () => left);
  expect(ends).toEqual(new Set(['AbortError']));
  print('abort in a pause of 5 s → rejected', took);
});

test('how soon a call ends whose body has stalled, with a time limit of 500 ms', async () => {
  let began = 0;
  const options = (): RequestOptions => {
    began = performance.now();
    return { timeout: 500 };
  };
  const stalls = stall(`${head(200, { 'content-length': 100 })}{"id":`);
  const { took, ends } = await measure(stalls, options, () => began);
  expect(ends).toEqual(new Set(['TimeoutError']));
  print('stalled body, limit of 500 ms → rejected', took);
});
