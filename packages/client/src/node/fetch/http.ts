import type { ClientRequest, RequestOptions } from 'node:http';

type Http = typeof import('node:http');

let http: Http | undefined;

/**
 * Loads `node:http`, once. It is not imported, because an import reads all exports of that module, among them `WebSocket`, for which Node loads all that is
 * behind `fetch`: that takes longer than the import of this client.
 *
 * @returns A promise only where Node is older than 20.16, and has no other way.
 */
export function loadHttp(): Promise<void> | undefined {
  const { getBuiltinModule } = process as { getBuiltinModule?: (name: string) => unknown };
  http ??= getBuiltinModule?.('node:http') as Http | undefined;
  return http ? undefined : importHttp();
}

async function importHttp(): Promise<void> {
  http = await import('node:http');
}

/** `request` of `node:http`, once it is loaded. */
export function request(options: RequestOptions): ClientRequest {
  void loadHttp();
  return http!.request(options);
}
