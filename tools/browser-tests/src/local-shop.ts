import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A shop to which payers return. */
export interface LocalShop {
  readonly urls: { readonly url_success: string; readonly url_error: string; readonly url_abort: string };
  close(): Promise<void>;
}

/** Starts a shop whose pages say which of its return URLs was opened. */
export async function startShop(): Promise<LocalShop> {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<!doctype html><html lang="en"><title>Shop</title><main><h1>Shop: ${request.url}</h1></main></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    urls: { url_success: `${origin}/success`, url_error: `${origin}/error`, url_abort: `${origin}/abort` },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}
