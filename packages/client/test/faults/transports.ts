import { Agent } from 'undici';
import { nodeFetch, undiciFetch } from '../../src/node/index.ts';

/** What sends the requests of a client. Tests over sockets run over each of them, with the same expectations. */
export interface Transport {
  readonly name: string;
  /** An option of the client; `{}` for the `fetch` of Node. */
  readonly options: { readonly fetch?: typeof fetch };
}

export const TRANSPORTS: readonly Transport[] = [
  { name: 'fetch', options: {} },
  // Without proxies, as `fetch`, which takes no notice of those of the environment.
  { name: 'nodeFetch', options: { fetch: nodeFetch({ proxy: false }) as typeof fetch } },
  { name: 'undiciFetch', options: { fetch: undiciFetch(new Agent()) as typeof fetch } },
];
