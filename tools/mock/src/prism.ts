import type { AddressInfo } from 'node:net';
import { createPrism } from './ask-prism.ts';
import { replaceDynamicGenerator } from './dynamic-responses.ts';
import { createLookup } from './lookup.ts';
import { loadOperations, type OpenApiDocument, type Operation } from './operations.ts';
import { judgeByDialect } from './own-verdicts.ts';
import { Records, type RecordedRequest, type RecordedViolation } from './records.ts';
import { createRecordingServer } from './recording-server.ts';
import { TokenEndpoint } from './token-endpoint.ts';

export type { RecordedRequest, RecordedViolation } from './records.ts';

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
  judgeByDialect();
  replaceDynamicGenerator();
  const records = new Records();
  const basePath = basePathOf(document);
  const server = createRecordingServer({
    askPrism: createPrism({ operations, upstream, strict }),
    basePath,
    upstream,
    operations,
    lookup: createLookup(operations),
    records,
    tokens: new TokenEndpoint(),
    log,
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, host, () => resolve());
    });
  } catch (error) {
    throw toListenError(error as NodeJS.ErrnoException, host, port);
  }

  const { address, family, port: actualPort } = server.address() as AddressInfo;
  const url = `http://${family === 'IPv6' ? `[${address}]` : address}:${actualPort}`;
  let closing: Promise<void> | undefined;
  const close = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections(); // keep-alive sockets would keep the server open
    await closed;
  };
  const { requests, violations } = records;
  return { url, baseUrl: url + basePath, operations, requests, violations, close: () => (closing ??= close()) };
}
