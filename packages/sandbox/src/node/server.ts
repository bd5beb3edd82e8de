import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createSandbox, type Sandbox, type SandboxOptions } from '../create-sandbox.ts';
import { firstHalf, readBytes, type Incoming, type Outgoing } from '../http/exchange.ts';
import { openDatabase } from './database.ts';

/** How a sandbox with a port is made. */
export interface ServerOptions extends Omit<SandboxOptions, 'journal'> {
  /** @default 4010; 0 takes a free one */
  readonly port?: number;
  /** The address to listen on. @default `127.0.0.1`, which only this computer reaches */
  readonly host?: string;
  /** A folder that keeps everything. By default, the sandbox forgets at its end. */
  readonly data?: string;
}

/** A sandbox with a port. */
export interface SandboxServer extends Sandbox {
  /** Such as `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Such as `http://127.0.0.1:4010/api/v2`: the `baseUrl` of a client. */
  readonly baseUrl: string;
}

export const DEFAULT_PORT = 4010;
const LOOPBACK = '127.0.0.1';

/**
 * Starts a sandbox with a port, for programs in every language.
 *
 * @throws Error when the port is taken, or the folder cannot be used.
 */
export async function startSandbox(options: ServerOptions = {}): Promise<SandboxServer> {
  const { port = DEFAULT_PORT, host = LOOPBACK, data, ...rest } = options;
  const journal = data === undefined ? undefined : await openDatabase(data);
  const sandbox = createSandbox({ ...rest, ...(journal && { journal }) });
  const pages = getRequestListener((request) => sandbox.fetch(request), { overrideGlobalObjects: false });
  const server = createServer((request, response) => {
    const answer = sandbox.answer(incomingFrom(request));
    if (!answer) return void pages(request, response);
    answer.then(
      (outgoing) => send(response, outgoing),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch(async (error: unknown) => {
    await sandbox.close();
    throw error;
  });
  const { port: bound } = server.address() as AddressInfo;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
  if (rest.settings?.publicUrl === undefined) sandbox.control.settings.publicUrl = url;
  return {
    ...sandbox,
    url,
    baseUrl: `${url}/api/v2`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await sandbox.close();
    },
  };
}

const incomingFrom = (request: IncomingMessage): Incoming => ({
  method: request.method ?? 'GET',
  target: request.url ?? '/',
  header: (name) => (request.headers[name] as string | undefined) ?? null,
  bytes: (limit) => readBytes(request, limit),
});

function send(response: ServerResponse, { status, reason, headers, body, isCut }: Outgoing): void {
  const length = typeof body === 'string' ? Buffer.byteLength(body) : (body?.length ?? 0);
  response.writeHead(status, reason, { ...headers, 'content-length': length });
  // The whole body is announced, and half of it arrives.
  if (isCut) response.write(firstHalf(body ?? ''), () => response.destroy());
  else response.end(body);
}
