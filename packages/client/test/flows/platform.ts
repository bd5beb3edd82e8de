import { createTransport } from '../../src/create-transport.ts';
import { Resources } from '../../src/generated/resources.ts';
import { json, stubFetch } from '../stub-fetch.ts';

/** The resources over prepared answers, the last of which is given again and again. Without repeats of the transport, unless asked for. */
export function platform(answers: (() => Response | Promise<Response>)[], maxRetries = 0) {
  const stub = stubFetch(...answers);
  const options = { baseUrl: 'https://example.com/api/v2', auth: { token: 't' }, fetch: stub.fetch, maxRetries };
  return {
    secuconnect: new Resources(createTransport(options)),
    /** `METHOD /path`, and the body if there is one. */
    calls: () =>
      stub.requests.map(({ url, init }) => {
        const call = `${init.method} ${new URL(url).pathname.replace('/api/v2', '')}`;
        return init.body === undefined ? [call] : [call, JSON.parse(init.body as string) as unknown];
      }),
  };
}

export const stx = (status: string | null, more: object = {}): (() => Response) =>
  json({ object: 'smart.transactions', id: 'STX_1', status, ...more });

export const broken = (): never => {
  throw new TypeError('terminated');
};
