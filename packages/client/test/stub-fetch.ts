import type { SecuconnectOptions } from '../src/client-options.ts';
import { Secuconnect } from '../src/client.ts';

/** A `fetch` that answers from a list and remembers what it was asked. */
export function stubFetch(...answers: (() => Response | Promise<Response>)[]) {
  const requests: { url: string; init: RequestInit }[] = [];
  const stub = async (input: Parameters<typeof fetch>[0], init: RequestInit = {}): Promise<Response> => {
    requests.push({ url: String(input), init });
    const answer = answers[Math.min(requests.length, answers.length) - 1];
    if (!answer) throw new Error('No answer is prepared.');
    return answer();
  };
  return { fetch: stub as typeof fetch, requests };
}

export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  (): Response =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

export const token = (value: string, expires_in = 1200) =>
  json({ access_token: value, expires_in, token_type: 'bearer' });

/** A client over a stub, with a token at hand. */
export const client = (stub: { fetch: typeof fetch }, options: Partial<SecuconnectOptions> = {}) =>
  new Secuconnect({
    baseUrl: 'https://example.com/api/v2',
    auth: { token: 'secret-token' },
    fetch: stub.fetch,
    ...options,
  });
