import { Sender } from './sender.ts';
import type { Transport } from './transport.ts';

/** A `fetch` whose requests a transport sends. */
export function fetchOver<Server extends { readonly host: string }>(
  transport: Transport<Server>,
): (input: string | URL | Request, init?: RequestInit) => Promise<Response> {
  const sender = new Sender(transport);
  return async (input, init = {}) => {
    const isRequest = typeof input === 'object' && !(input instanceof URL) && 'url' in input;
    const response = isRequest
      ? await sender.send(input.url, await initOf(input, init))
      : await sender.send(input, init);
    return response as unknown as Response;
  };
}

/** What the init says wins over the request. */
async function initOf(request: Request, init: RequestInit): Promise<RequestInit> {
  const { method, headers, redirect, signal } = request;
  const body = init.body === undefined && request.body ? await request.arrayBuffer() : undefined;
  return { method, headers, redirect, signal, ...(body && { body }), ...init };
}
