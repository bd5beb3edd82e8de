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
  /**
   * 0 picks a free port.
   *
   * @default 0
   */
  port?: number;
  host?: string;
  /** The base URL of a server. If given, Prism validates its traffic as a proxy instead of mocking the API. */
  upstream?: string | URL;
  /**
   * Whether an upstream response that breaks the document becomes an error response. If not, it passes unchanged and is only recorded.
   *
   * @default true
   */
  strict?: boolean;
  /** Called with one line per request. */
  log?: (line: string) => void;
}

export interface PrismServer {
  /** The root of the host; the token endpoint is `/oauth/token` below it. */
  url: string;
  /** `url` with the base path of the document's first server. */
  baseUrl: string;
  operations: Operation[];
  /** Every request so far. Clear it with `requests.length = 0`. */
  requests: RecordedRequest[];
  /** Every violation of the document so far, in requests and responses. */
  violations: RecordedViolation[];
  close(): Promise<void>;
}

function basePathOf(document: OpenApiDocument): string {
  const [server] = (document as { servers?: { url?: string }[] }).servers ?? [];
  return new URL(server?.url ?? '/', 'http://localhost').pathname.replace(/\/+$/, '');
}

function toListenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new Error(
    `Port ${port} on ${host} is already in use. Stop the process that uses it, or choose another port (0 picks a free one).`,
    { cause: error },
  );
}

/** Starts Prism as a mock of the document, or as a validating proxy in front of `upstream`. */
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
  const proxy = createRecordingProxy({ prism, basePath, upstream, records, lookup: createLookup(operations), log });
  try {
    await new Promise<void>((resolve, reject) => {
      proxy.once('error', reject).listen(port, host, () => resolve());
    });
  } catch (error) {
    await inner.close(); // or Prism's server would keep the process alive
    throw toListenError(error as NodeJS.ErrnoException, host, port);
  }

  const { address, family, port: actualPort } = proxy.address() as AddressInfo;
  const url = `http://${family === 'IPv6' ? `[${address}]` : address}:${actualPort}`;
  let closing: Promise<void> | undefined;
  const close = async () => {
    const closed = new Promise<void>((resolve) => proxy.close(() => resolve()));
    proxy.closeAllConnections(); // keep-alive sockets would keep the server open
    await closed;
    await inner.close();
  };
  const { requests, violations } = records;
  return { url, baseUrl: url + basePath, operations, requests, violations, close: () => (closing ??= close()) };
}
