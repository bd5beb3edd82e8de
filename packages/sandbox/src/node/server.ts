import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createSandbox, type Sandbox, type SandboxOptions } from '../create-sandbox.ts';
import { firstHalf, partsOf, readBytes, type Incoming, type Outgoing } from '../http/exchange.ts';
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
/** A client that never ends its request is cut off, in milliseconds; a header has room for a query of the longest kind, in bytes. */
const LIMITS = { requestTimeout: 60_000, headersTimeout: 20_000, maxHeaderSize: 64 * 1024 } as const;

/**
 * Starts a sandbox with a port, for programs in every language.
 *
 * @throws Error when the port is taken, or the folder cannot be used.
 */
export async function startSandbox(options: ServerOptions = {}): Promise<SandboxServer> {
  const { port = DEFAULT_PORT, host = LOOPBACK, data, ...rest } = options;
  const journal = data === undefined ? undefined : await openDatabase(data);
  const server = createServer(LIMITS);
  try {
    const url = await listen(server, port, host);
    const settings = { publicUrl: url, ...rest.settings };
    const sandbox = createSandbox({ ...rest, settings, ...(journal && { journal }) });
    server.on('request', listenerOf(sandbox));
    return { ...sandbox, url, baseUrl: `${url}/api/v2`, close: () => close(server, sandbox) };
  } catch (error) {
    server.close();
    journal?.close();
    throw error;
  }
}

/** @returns Where the server is. */
async function listen(server: Server, port: number, host: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} of ${host} is in use.`, { cause: error }) : error),
    );
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
}

async function close(server: Server, sandbox: Sandbox): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
  await sandbox.close();
}

function listenerOf(sandbox: Sandbox): (request: IncomingMessage, response: ServerResponse) => void {
  const pages = getRequestListener((request) => sandbox.fetch(request), { overrideGlobalObjects: false });
  return (request, response) => {
    const incoming = incomingFrom(request);
    const answer = sandbox.answer(incoming);
    if (!answer) {
      request.url = incoming.target;
      return void pages(request, response);
    }
    answer.then((outgoing) => send(request, response, outgoing)).catch(() => response.destroy());
  };
}

/** A proxy is asked with a whole URL, whose host counts. */
function incomingFrom(request: IncomingMessage): Incoming {
  const { method = 'GET', url = '/', headers } = request;
  const asked = url.includes('://') && !url.startsWith('/') ? partsOf(url) : undefined;
  return {
    method,
    target: asked?.target ?? url,
    header: (name) => (name === 'host' && asked ? asked.host : ((headers[name] as string | undefined) ?? null)),
    // A request that is left early stays open, so that it gets its answer.
    bytes: (limit) => readBytes(request.iterator({ destroyOnReturn: false }), headers['content-length'], limit),
  };
}

function send(request: IncomingMessage, response: ServerResponse, outgoing: Outgoing): void {
  const { status, reason, headers, body, breaks } = outgoing;
  const length = typeof body === 'string' ? Buffer.byteLength(body) : (body?.length ?? 0);
  // The rest of a request that has its answer is not read.
  const ending = request.complete ? {} : { connection: 'close' };
  response.writeHead(status, reason, { ...headers, ...ending, 'content-length': length });
  // The whole body is announced, and half of it arrives.
  if (breaks === 'cut') response.write(firstHalf(body ?? ''), () => response.destroy());
  else if (breaks === 'stall') response.write(firstHalf(body ?? ''));
  else response.end(body);
}
