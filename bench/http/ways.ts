import { Secuconnect } from '@secuconnect/client';
import { nodeFetch, undiciFetch } from '@secuconnect/client/node';
import { importPeer } from '../peers.ts';
import { handWritten } from './node-http.ts';

/** The calls that are measured: an object of 300 bytes, a JSON body for such an object, a list of 60 kB. */
export const CALLS = ['get', 'create', 'list'] as const;
export type Call = (typeof CALLS)[number];
export type Way = Readonly<Record<Call, () => Promise<unknown>>>;

/** What all others are compared with. */
export const BASE = 'fetch';
export const CLIENT = '@secuconnect/client';
export const NODE_TRANSPORT = '@secuconnect/client, Node transport';
export const UNDICI_TRANSPORT = '@secuconnect/client, undici';

const PATH = '/api/v2/Smart/Transactions';
const PAGE = 100;
const body = { intent: 'sale', basket_info: { sum: 1995, currency: 'EUR' }, transactionRef: 'Order 10042' };
const headers = { authorization: 'Bearer token', accept: 'application/json' };
const jsonHeaders = { ...headers, 'content-type': 'application/json' };

function client(origin: string, send?: typeof fetch): Way {
  const { smart } = new Secuconnect({
    baseUrl: `${origin}/api/v2`,
    auth: { clientId: 'shop', clientSecret: 'secret' },
    fetch: send,
  });
  return {
    get: () => smart.transactions.get('STX_1'),
    create: () => smart.transactions.create(body),
    list: async () => smart.transactions.list({ count: PAGE }),
  };
}

const makers: Readonly<Record<string, (origin: string) => Way | Promise<Way>>> = {
  [BASE]: (origin) => {
    const call = async (path: string, init: RequestInit): Promise<unknown> => (await fetch(origin + path, init)).json();
    return {
      get: () => call(`${PATH}/STX_1`, { headers }),
      create: () => call(PATH, { method: 'POST', headers: jsonHeaders, body: JSON.stringify(body) }),
      list: () => call(`${PATH}?count=${PAGE}`, { headers }),
    };
  },
  [CLIENT]: (origin) => client(origin),
  [NODE_TRANSPORT]: (origin) => client(origin, nodeFetch()),
  [UNDICI_TRANSPORT]: async (origin) => {
    const { Agent } = await importPeer('undici');
    return client(origin, undiciFetch(new Agent()));
  },
  'openapi-fetch': async (origin) => {
    const { default: createClient } = await importPeer('openapi-fetch');
    const one = createClient({ baseUrl: `${origin}/api/v2`, headers });
    return {
      get: () => one.GET('/Smart/Transactions/{id}', { params: { path: { id: 'STX_1' } } }),
      create: () => one.POST('/Smart/Transactions', { body }),
      list: () => one.GET('/Smart/Transactions', { params: { query: { count: PAGE } } }),
    };
  },
  '@octokit/request': async (origin) => {
    const { request } = await importPeer('@octokit/request');
    const one = request.defaults({ baseUrl: `${origin}/api/v2`, headers });
    return {
      get: () => one('GET /Smart/Transactions/{id}', { id: 'STX_1' }),
      create: () => one('POST /Smart/Transactions', body),
      list: () => one('GET /Smart/Transactions', { count: PAGE }),
    };
  },
  // Its own HTTP client over node:http. JSON bodies belong to version 2 of its API; the others are forms.
  stripe: async (origin) => {
    const { default: Stripe } = await importPeer('stripe');
    const { protocol, hostname, port } = new URL(origin);
    const one = new Stripe('sk_test_1', { host: hostname, port, protocol: protocol.slice(0, -1), telemetry: false });
    return {
      get: () => one.customers.retrieve('cus_1'),
      create: () => one.rawRequest('POST', '/v2/core/accounts', body),
      list: async () => one.customers.list({ limit: PAGE }),
    };
  },
  'undici.request': async (origin) => {
    const { request } = await importPeer('undici');
    const call = async (path: string, init: object): Promise<unknown> =>
      (await request(origin + path, init)).body.json();
    return {
      get: () => call(`${PATH}/STX_1`, { headers }),
      create: () => call(PATH, { method: 'POST', headers: jsonHeaders, body: JSON.stringify(body) }),
      list: () => call(`${PATH}?count=${PAGE}`, { headers }),
    };
  },
  'node:http by hand': (origin) => {
    const call = handWritten(origin);
    return {
      get: () => call('GET', `${PATH}/STX_1`),
      create: () => call('POST', PATH, JSON.stringify(body)),
      list: () => call('GET', `${PATH}?count=${PAGE}`),
    };
  },
};

/** Names of all ways, the base first. */
export const wayNames = Object.keys(makers);

/** @throws Error for a name that is not a way. */
export async function makeWay(name: string, origin: string): Promise<Way> {
  const make = makers[name];
  if (!make) throw new Error(`There is no way "${name}", but: ${wayNames.join(', ')}.`);
  return make(origin);
}
