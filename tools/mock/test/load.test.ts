import { Agent, request } from 'node:http';
import { expect, test } from 'vitest';
import { startMock } from '../src/start-mock.ts';
import { started } from './servers.ts';

const CONNECTIONS = 64;
const REQUESTS = 2000;

interface Question {
  readonly method: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}
interface Reply {
  readonly status: number;
  readonly body: string;
}

const TRANSACTIONS = '/api/v2/Smart/Transactions';
const auth = { authorization: 'Bearer load' };
const type = { 'content-type': 'application/json' };

/** Requests of every kind, each with a check of its own response. `at` makes them differ, so that a mixed-up response shows. */
const KINDS: ((at: number) => [Question, (reply: Reply) => void])[] = [
  (at) => {
    const names = ['paid', 'created', 'pending'];
    const name = names[(at / KINDS.length) % names.length]!;
    const status = { paid: 'ok', created: 'created', pending: 'pending' }[name];
    return [
      { method: 'GET', path: `${TRANSACTIONS}/STX_1`, headers: { ...auth, prefer: `example=${name}` } },
      ({ status: code, body }) => expect([code, JSON.parse(body).status]).toEqual([200, status]),
    ];
  },
  (at) => [
    { method: 'GET', path: `${TRANSACTIONS}?count=${at}`, headers: auth },
    ({ status, body }) => {
      const { count, data } = JSON.parse(body);
      expect([status, data.length]).toEqual([200, count]);
    },
  ],
  (at) => [
    { method: 'GET', path: `${TRANSACTIONS}?count=x${at}`, headers: auth },
    ({ status, body }) => expect([status, JSON.parse(body).validation[0].location[2]]).toEqual([422, 'count']),
  ],
  (at) => [
    { method: 'POST', path: TRANSACTIONS, headers: { ...auth, ...type }, body: JSON.stringify({ basket: at }) },
    ({ status, body }) => expect([status, JSON.parse(body).validation[0].location[2]]).toEqual([422, 'basket']),
  ],
  (at) => [
    { method: 'POST', path: TRANSACTIONS, headers: { ...auth, ...type }, body: `{"a": ${at}` },
    ({ status, body }) => expect([status, JSON.parse(body).validation[0].code]).toEqual([400, 'MALFORMED_JSON']),
  ],
  () => [
    { method: 'GET', path: `${TRANSACTIONS}/STX_1`, headers: { authorization: 'Bearer wrong' } },
    ({ status, body }) => expect([status, JSON.parse(body).error]).toEqual([401, 'ProductUnauthorizedException']),
  ],
  (at) => [
    { method: 'GET', path: `/api/v2/Nothing/${at}`, headers: auth },
    ({ status, body }) => expect([status, JSON.parse(body).error]).toEqual([404, 'ProductNotFoundException']),
  ],
  (at) => [
    { method: 'PROPFIND', path: `${TRANSACTIONS}/${at}`, headers: auth },
    ({ status, body }) =>
      expect([status, JSON.parse(body).error_details]).toEqual([405, expect.stringMatching(/PROPFIND/)]),
  ],
  () => [
    { method: 'POST', path: `${TRANSACTIONS}/STX_1/cancel`, headers: { ...auth, ...type } },
    ({ status, body }) => expect([status, JSON.parse(body).object]).toEqual([200, 'smart.transactions']),
  ],
  (at) => [
    {
      method: 'POST',
      path: '/oauth/token',
      headers: type,
      body: JSON.stringify({ grant_type: 'client_credentials', client_id: 'a', client_secret: at % 2 ? 'wrong' : 'b' }),
    },
    ({ status, body }) =>
      expect([status, Object.keys(JSON.parse(body))[0]]).toEqual(at % 2 ? [400, 'error'] : [200, 'access_token']),
  ],
];

function send(agent: Agent, base: string, { method, path, headers = {}, body }: Question): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(base + path, { method, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode!, body: Buffer.concat(chunks).toString() }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

test.each([
  ['kept alive', true],
  ['closed after each request', false],
])(`each of ${REQUESTS} requests over ${CONNECTIONS} connections, %s, gets its own response`, async (_, keepAlive) => {
  const mock = await started(startMock());
  const agent = new Agent({ keepAlive, maxSockets: CONNECTIONS });
  const seen = new Map<number, number>();
  await Promise.all(
    Array.from({ length: REQUESTS }, async (__, at) => {
      const kind = at % KINDS.length;
      const [question, check] = KINDS[kind]!(at);
      check(await send(agent, mock.url, question));
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
    }),
  );
  agent.destroy();
  expect([...seen.values()]).toEqual(KINDS.map(() => REQUESTS / KINDS.length));
  expect(mock.requests).toHaveLength(REQUESTS);
});
