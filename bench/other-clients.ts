import { importPeer, type PeerModule } from './peers.ts';

const base = 'https://example.com/api/v2/';

/** One GET of a small JSON response with each of the peers, over the given `fetch`. */
export async function otherClients(memory: typeof fetch): Promise<[name: string, get: () => Promise<unknown>][]> {
  const found: [string, () => Promise<unknown>][] = [];
  for (const [name, make] of Object.entries(makers)) found.push([name, make(await importPeer(name), memory)]);
  return found;
}

const makers: Record<string, (module: PeerModule, memory: typeof fetch) => () => Promise<unknown>> = {
  ky: ({ default: ky }, memory) => {
    const client = ky.create({ fetch: memory, headers: { authorization: 'Bearer t' } });
    return () => client.get(`${base}Smart/Transactions/STX_1`).json();
  },
  '@octokit/request': ({ request }, memory) => {
    const client = request.defaults({
      baseUrl: base.slice(0, -1),
      headers: { authorization: 'Bearer t' },
      request: { fetch: memory },
    });
    return () => client('GET /Smart/Transactions/{id}', { id: 'STX_1' });
  },
  stripe: ({ default: Stripe }, memory) => {
    const client = new Stripe('sk_test_1', { httpClient: Stripe.createFetchHttpClient(memory), telemetry: false });
    return () => client.customers.retrieve('cus_1');
  },
  openai: ({ default: OpenAI }, memory) => {
    const client = new OpenAI({ apiKey: 'k', baseURL: base, fetch: memory });
    return () => client.models.retrieve('m');
  },
};
