/**
 * `pnpm bench:overhead`: the cost of a call compared to bare `fetch`, with token, retries, timeouts and errors. Everything runs over an
 * in-memory `fetch`, alternately in one process; read the ratios. Other clients are measured too if installed (see `other-clients.ts`).
 */
import { Secuconnect } from '@secuconnect/client';
import { createApi } from '@secuconnect/api';
import { tokenResponse } from '@secuconnect/platform-facts';
import { getEventListeners } from 'node:events';
import { compare, quantile } from './paired-comparison.ts';
import { howToInstall, otherClients } from './other-clients.ts';

const url = 'https://example.com/api/v2/Smart/Transactions/STX_1';
const body = JSON.stringify({ object: 'smart.transactions', id: 'STX_1', status: 'created', text: 'x'.repeat(220) });
const responseInit = { headers: { 'content-type': 'application/json' } };
const token = JSON.stringify(tokenResponse('abcdefghijklmnopqrstuvwxyz'));
const memory = (async (input: string | URL | Request) =>
  new Response(
    String(input instanceof Request ? input.url : input).endsWith('/oauth/token') ? token : body,
    responseInit,
  )) as typeof fetch;

const headers = { authorization: 'Bearer abcdefghijklmnopqrstuvwxyz', accept: 'application/json' };
const sent = JSON.stringify({ intent: 'sale', basket_info: { sum: 1995, currency: 'EUR' } });
const rawGet = async () => (await memory(url, { headers })).json();
const rawPost = async () =>
  (
    await memory(url, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: sent })
  ).json();

const where = { baseUrl: 'https://example.com/api/v2', fetch: memory };
const secuconnect = new Secuconnect({ ...where, auth: { clientId: 'shop', clientSecret: 'secret' } });
const bare = createApi({ ...where, headers });
const { signal } = new AbortController();

const ways: [string, () => unknown, () => unknown][] = [
  ['GET, raw fetch with a Request object', rawGet, async () => (await memory(new Request(url, { headers }))).json()],
  ['GET, openapi-fetch (createApi)', rawGet, () => bare.smart.transactions.get('STX_1')],
  ['GET, the client', rawGet, () => secuconnect.smart.transactions.get('STX_1')],
  [
    'GET, the client, one signal for all calls',
    rawGet,
    () => secuconnect.smart.transactions.get('STX_1', undefined, { signal }),
  ],
  ['GET, the client, a listener for every event', rawGet, listening()],
  ['POST, openapi-fetch (createApi)', rawPost, () => bare.smart.transactions.create(JSON.parse(sent) as object)],
  ['POST, the client', rawPost, () => secuconnect.smart.transactions.create(JSON.parse(sent) as object)],
];

const others = await otherClients(memory);
for (const [name, get] of others) ways.push([`GET, ${name}`, rawGet, get]);

const rounds = Number(process.argv[2] ?? 400);
console.log('median ratio to raw fetch (lower quartile) · µs raw → µs');
for (const [name, raw, way] of ways) {
  const { ratio, lowerQuartile, base, other } = await compare(raw, way, { rounds });
  console.log(
    `${ratio.toFixed(2).padStart(6)} × (${lowerQuartile.toFixed(2)}) · ${base.toFixed(1).padStart(5)} → ${other.toFixed(1).padStart(5)}  ${name}`,
  );
}

if (others.length === 0) console.log(`No other clients are installed. To compare with them: ${howToInstall}`);

const CALLS = 100_000;
const costs: number[] = [];
for (let done = 0; done < CALLS; done += 100) costs.push(await hundredCalls());
const tenth = costs.length / 10;
const growth = quantile(costs.slice(-tenth), 0.5) / quantile(costs.slice(0, tenth), 0.5);
console.log(
  `${CALLS.toLocaleString('en')} calls with one signal: the last tenth takes ${growth.toFixed(2)} × the time of the first; ${getEventListeners(signal, 'abort').length} listeners remain on it.`,
);

async function hundredCalls(): Promise<number> {
  const start = performance.now();
  for (let call = 0; call < 100; call++) await secuconnect.smart.transactions.get('STX_1', undefined, { signal });
  return performance.now() - start;
}

function listening(): () => unknown {
  const count = (): void => undefined;
  const listeners = { start: count, request: count, response: count, end: count };
  const observed = new Secuconnect({ ...where, auth: { token: 'abcdefghijklmnopqrstuvwxyz' }, listeners });
  return () => observed.smart.transactions.get('STX_1');
}
