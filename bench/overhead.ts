/**
 * `pnpm bench:overhead`: the cost of a call compared to bare `fetch`, with token, retries, timeouts and errors. Everything runs over an
 * in-memory `fetch`, alternately in one process; read the ratios. Other clients are measured too (see `other-clients.ts`). Times are only printed.
 */
import { Secuconnect } from '@secuconnect/client';
import { createApi } from '@secuconnect/api';
import { tokenResponse } from '@secuconnect/platform-facts';
import { getEventListeners } from 'node:events';
import { parseArgs } from 'node:util';
import { bytesPerRun } from './allocation.ts';
import { otherClients } from './other-clients.ts';
import { compare, quantile, type Comparison } from './paired-comparison.ts';
import { installPeers } from './peers.ts';
import { publish, times, whole, type Aim } from './report.ts';

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '400' }, json: { type: 'string' } },
});
const rounds = Number(options.rounds);

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
const order = { intent: 'sale', basket_info: { sum: 1995, currency: 'EUR' } };
const rawGet = async () => (await memory(url, { headers })).json();
const rawPost = async () =>
  (
    await memory(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(order),
    })
  ).json();

const where = { baseUrl: 'https://example.com/api/v2', fetch: memory };
const secuconnect = new Secuconnect({ ...where, auth: { clientId: 'shop', clientSecret: 'secret' } });
const bare = createApi({ ...where, headers });
const { signal } = new AbortController();

const CLIENT_GET = 'GET, the client';
const LISTENED_GET = 'GET, the client, a listener for every event';
const CLIENT_POST = 'POST, the client';
/** Ratios to raw fetch, at most. */
const AIMS: Readonly<Record<string, number>> = { [CLIENT_GET]: 1.45, [CLIENT_POST]: 1.55, [LISTENED_GET]: 1.75 };
const MOST_BYTES = 1.3;

type Raw = () => Promise<unknown>;
const ways: [string, Raw, () => unknown][] = [
  ['GET, raw fetch', rawGet, rawGet],
  ['GET, raw fetch with a Request object', rawGet, async () => (await memory(new Request(url, { headers }))).json()],
  ['GET, openapi-fetch (createApi)', rawGet, () => bare.smart.transactions.get('STX_1')],
  [CLIENT_GET, rawGet, () => secuconnect.smart.transactions.get('STX_1')],
  [
    'GET, the client, one signal for all calls',
    rawGet,
    () => secuconnect.smart.transactions.get('STX_1', undefined, { signal }),
  ],
  [LISTENED_GET, rawGet, listening()],
  ['POST, openapi-fetch (createApi)', rawPost, () => bare.smart.transactions.create(order)],
  [CLIENT_POST, rawPost, () => secuconnect.smart.transactions.create(order)],
];

installPeers();
for (const [name, get] of await otherClients(memory)) ways.push([`GET, ${name}`, rawGet, get]);

const compared = new Map<string, Comparison>();
for (const [name, raw, way] of ways) compared.set(name, await compare(raw, way, { rounds }));
// Afterwards, because full collections also remove optimised code.
const rawBytes = new Map([
  [rawGet, await bytesPerRun(rawGet)],
  [rawPost, await bytesPerRun(rawPost)],
]);
const bytes = new Map<string, number>();
for (const [name, , way] of ways) bytes.set(name, await bytesPerRun(way));

const rows = ways.map(([name, raw]) => {
  const { ratio, lowerQuartile, base, other } = compared.get(name)!;
  const time = `${base.toFixed(1)} → ${other.toFixed(1)} µs`;
  return [name, times(ratio), times(lowerQuartile), time, whole(bytes.get(name)!), times(bytesRatio(name, raw))];
});
const aims: Aim[] = Object.entries(AIMS).map(([name, atMost]) => ({
  what: `${name}, over raw fetch in memory`,
  value: compared.get(name)!.ratio,
  atMost,
}));
aims.push({
  what: `${CLIENT_GET}: bytes allocated, over raw fetch in memory`,
  value: bytesRatio(CLIENT_GET, rawGet),
  atMost: MOST_BYTES,
});

const CALLS = 100_000;
const costs: number[] = [];
for (let done = 0; done < CALLS; done += 100) costs.push(await hundredCalls());
const tenth = costs.length / 10;
const growth = quantile(costs.slice(-tenth), 0.5) / quantile(costs.slice(0, tenth), 0.5);
publish({
  tables: [
    {
      title: 'In memory: × raw fetch',
      columns: ['call', 'median', 'lower quartile', 'time', 'bytes allocated', '× raw fetch'],
      rows,
    },
    {
      title: `${whole(CALLS)} calls with one signal`,
      columns: ['measured', 'value'],
      rows: [
        ['time of the last tenth, over that of the first', times(growth)],
        ['listeners that remain on the signal', String(getEventListeners(signal, 'abort').length)],
      ],
    },
  ],
  aims,
});

async function hundredCalls(): Promise<number> {
  const start = performance.now();
  for (let call = 0; call < 100; call++) await secuconnect.smart.transactions.get('STX_1', undefined, { signal });
  return performance.now() - start;
}

function bytesRatio(name: string, raw: Raw): number {
  return bytes.get(name)! / rawBytes.get(raw)!;
}

function listening(): () => unknown {
  const count = (): void => undefined;
  const listeners = {
    start: count,
    request: count,
    response: count,
    retry: count,
    end: count,
    token: count,
    tokenStore: count,
    deprecated: count,
  };
  const observed = new Secuconnect({ ...where, auth: { clientId: 'shop', clientSecret: 'secret' }, listeners });
  return () => observed.smart.transactions.get('STX_1');
}
