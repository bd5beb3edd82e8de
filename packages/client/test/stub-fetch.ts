import { tokenResponse } from '@secuconnect/platform-facts';
import type { SecuconnectOptions } from '../src/client-options.ts';
import { Secuconnect } from '../src/client.ts';

/** A `fetch` that responds with these responses in turn, the last one again and again, and records its requests. */
export function stubFetch(...responses: (() => Response | Promise<Response>)[]) {
  const requests: { url: string; init: RequestInit }[] = [];
  const stub = async (input: Parameters<typeof fetch>[0], init: RequestInit = {}): Promise<Response> => {
    requests.push({ url: String(input), init });
    const respond = responses[Math.min(requests.length, responses.length) - 1];
    if (!respond) throw new Error('No response is stubbed.');
    return respond();
  };
  return { fetch: stub as typeof fetch, requests };
}

/** Makes JSON responses. */
export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  (): Response =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

/** Makes responses of the token endpoint. */
export const token = (value: string, expires_in = 1200) => json(tokenResponse(value, { expiresIn: expires_in }));

/** A client over a stub that never requests a token, as it has a constant one. */
export const client = (stub: { fetch: typeof fetch }, options: Partial<SecuconnectOptions> = {}) =>
  new Secuconnect({
    baseUrl: 'https://example.com/api/v2',
    auth: { token: 'secret-token' },
    fetch: stub.fetch,
    ...options,
  });
