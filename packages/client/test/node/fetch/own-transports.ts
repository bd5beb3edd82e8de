import { Agent } from 'undici';
import { nodeFetch, undiciFetch } from '../../../src/node/index.ts';

export interface OwnTransport {
  readonly send: ReturnType<typeof undiciFetch>;
  close(): Promise<void>;
}

/** The transports that take the place of the `fetch` of Node, each with connections of its own. */
export const OWN_TRANSPORTS: readonly { name: string; create: (ca?: string) => OwnTransport }[] = [
  {
    name: 'nodeFetch',
    create: (ca) => {
      const send = nodeFetch({ proxy: false, ca });
      return { send, close: async () => send.close() };
    },
  },
  {
    name: 'undiciFetch',
    create: (ca) => {
      const agent = new Agent({ connect: { ca } });
      return { send: undiciFetch(agent), close: () => agent.destroy() };
    },
  },
];
