import type { AddressInfo } from 'node:net';
import { createLogger } from '@stoplight/prism-core';
import { createServer } from '@stoplight/prism-http-server';
import { replaceDynamicGenerator } from './dynamic-responses.ts';
import { createRecordingProxy } from './recording-proxy.ts';
import { guardAgainstCrashes, type RecordedViolation } from './prism-guards.ts';
import { createLookup } from './lookup.ts';
import { loadOperations, type OpenApiDocument, type Operation } from './operations.ts';
import { Records, type RecordedRequest } from './records.ts';

export type { RecordedViolation } from './prism-guards.ts';
export type { RecordedRequest } from './records.ts';

export interface PrismOptions {
  /** A parsed, bundled OpenAPI 3.1 document. */
  document: OpenApiDocument;
  /** 0 takes a free port. */
  port?: number;
  host?: string;
  /** With an upstream (including its base path), Prism checks that server instead of playing it. */
  upstream?: string | URL;
  /** Whether an answer that breaks the document becomes a failure, or passes as it came and is only noted; a failure when left out. */
  strict?: boolean;
  /** Receives one line per request. */
  log?: (line: string) => void;
}

export interface PrismServer {
  /** The host root, where `/oauth/token` is. */
  url: string;
  /** `url` with the base path of the document's first server. */
  baseUrl: string;
  operations: Operation[];
  /** Every request so far; empty it with `requests.length = 0`. */
  requests: RecordedRequest[];
  /** Everything Prism objected to so far, in requests and responses. */
  violations: RecordedViolation[];
  close(): Promise<void>;
}

function basePathOf(document: OpenApiDocument): string {
  const [server] = (document as { servers?: { url?: string }[] }).servers ?? [];
  return new URL(server?.url ?? '/', 'http://localhost').pathname.replace(/\/+$/, '');
}

function explainListenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new Error(
    `Port ${port} on ${host} is already in use: stop the process that uses it, or choose another port (0 takes a free one).`,
    { cause: error },
  );
}

/** Starts Prism as a mock of the document, or as a checking proxy in front of `upstream`. */
export async function startPrism(options: PrismOptions): Promise<PrismServer> {
  const { document, port = 0, host = '127.0.0.1', strict = true, log } = options;
  const upstream = options.upstream === undefined ? undefined : new URL(options.upstream);
  const operations = loadOperations(document);
  const checks = {
    validateRequest: true,
    validateResponse: true,
    checkSecurity: true,
    errors: strict,
    upstreamProxy: undefined,
  };
  const mock = { dynamic: false, ignoreExamples: false };
  const inner = createServer(operations as Parameters<typeof createServer>[0], {
    cors: false,
    components: { logger: createLogger('prism', { level: 'silent', enabled: false }) },
    config: upstream ? { ...checks, mock, isProxy: true, upstream } : { ...checks, mock, isProxy: false },
  });
  guardAgainstCrashes(inner.prism);
  replaceDynamicGenerator();
  const prism = await inner.listen(0, '127.0.0.1');

  const records = new Records();
  const basePath = basePathOf(document);
  const front = createRecordingProxy({ prism, basePath, upstream, records, lookup: createLookup(operations), log });
  try {
    await new Promise<void>((resolve, reject) => {
      front.once('error', reject).listen(port, host, () => resolve());
    });
  } catch (error) {
    await inner.close(); // otherwise the hidden server would keep the process alive
    throw explainListenError(error as NodeJS.ErrnoException, host, port);
  }

  const { address, family, port: taken } = front.address() as AddressInfo;
  const url = `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`;
  let closing: Promise<void> | undefined;
  const close = async () => {
    const closed = new Promise<void>((resolve) => front.close(() => resolve()));
    front.closeAllConnections(); // keep-alive sockets would hold the server open
    await closed;
    await inner.close();
  };
  const { requests, violations } = records;
  return { url, baseUrl: url + basePath, operations, requests, violations, close: () => (closing ??= close()) };
}
