import { createTransport } from '../../src/create-transport.ts';
import { paging } from '../../src/pagination/paging.ts';
import { Resources } from '../../src/generated/resources.ts';
import { json, stubFetch } from '../stub-fetch.ts';

/** The resources over stubbed responses, of which the last one is sent indefinitely. The transport does not retry by default. */
export function stubResources(responses: (() => Response | Promise<Response>)[], maxRetries = 0) {
  const stub = stubFetch(...responses);
  const options = { baseUrl: 'https://example.com/api/v2', auth: { token: 't' }, fetch: stub.fetch, maxRetries };
  return {
    secuconnect: new Resources(createTransport(options, paging)),
    /** `METHOD /path`, and the body if there is one. */
    calls: () =>
      stub.requests.map(({ url, init }) => {
        const call = `${init.method} ${new URL(url).pathname.replace('/api/v2', '')}`;
        return init.body === undefined ? [call] : [call, JSON.parse(init.body as string) as unknown];
      }),
  };
}

/** A response with a Smart Transaction. */
export const smartTransaction = (status: string | null, fields: object = {}): (() => Response) =>
  json({ object: 'smart.transactions', id: 'STX_1', status, ...fields });

/** A connection that breaks after the request. */
export const brokenConnection = (): never => {
  throw new TypeError('terminated');
};

/** Success responses that are not an object of the API: pages of a gateway, and nothing. */
export const notAnObject: readonly (readonly [name: string, respond: () => Response])[] = [
  ['an object without an id', json({})],
  ['an object with an empty id', json({ id: '' })],
  ['an object whose id is a number', json({ id: 1 })],
  ['an empty array', json([])],
  ['an array of objects', json([{ id: 'STX_1' }])],
  ['a string', json('x')],
  ['a number', json(1)],
  ['null', json(null)],
  ['an empty body', () => new Response('')],
  ['status 204', () => new Response(null, { status: 204 })],
];
