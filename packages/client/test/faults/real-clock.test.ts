import { expect, test } from 'vitest';
import { Secuconnect, type RequestOptions } from '../../src/index.ts';
import { FaultServer, type Behaviour } from './fault-server.ts';
import { answer, head, stall } from './wire.ts';

// What `clock.test.ts` proves on a fake clock, measured on a real one. Only for reading: a busy machine is late without anybody's fault.

const ROUNDS = 10;

async function measure(api: Behaviour, options: () => RequestOptions, since: () => number): Promise<number[]> {
  const server = await FaultServer.start({ api, token: answer(200, {}) });
  const { smart } = new Secuconnect({ baseUrl: `${server.origin}/api/v2`, auth: { token: 'a-token' } });
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const ended = await smart.transactions.create({}, options()).then(
      () => 'ok',
      (error: Error) => error.name,
    );
    took.push(performance.now() - since());
    expect(['AbortError', 'TimeoutError']).toContain(ended);
  }
  await server.close();
  return took.sort((a, b) => a - b);
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
  print(
    'abort in a pause of 5 s → rejected',
    await measure(answer(429, '', { 'retry-after': 5 }), options, () => left),
  );
});

test('how soon a call ends whose body has stalled, with a time limit of 500 ms', async () => {
  let began = 0;
  const options = (): RequestOptions => {
    began = performance.now();
    return { timeout: 500 };
  };
  const stalls = stall(`${head(200, { 'content-length': 100 })}{"id":`);
  print('stalled body, limit of 500 ms → rejected', await measure(stalls, options, () => began));
}, 30_000);
