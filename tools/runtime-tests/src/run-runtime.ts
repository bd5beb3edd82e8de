import { build } from 'esbuild';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { FILE_BYTES, FILE_NAME, UPLOAD_OF_A_PATH, WRITES, type CallName, type Case, type Ending } from './cases.ts';
import { makeCertificate, type Certificate } from './certificate.ts';
import { FAILURES, once, ONCE, STOPS_LISTENING } from './failures.ts';
import { HTTP2_FAILURES, HTTP2_ONCE, Http2Server } from './http2-server.ts';
import { RawServer, type CompleteRequest } from './raw-server.ts';
import type { Run, Runtime } from './runtimes.ts';

/** A case, how the client ended it, and what the server received. */
export interface Measurement extends Case, Ending {
  readonly protocol: 'HTTP/1.1' | 'HTTP/2';
  /** Requests that arrived as a whole. */
  readonly requests: readonly CompleteRequest[];
}

/** How long all cases of a run may take. */
const RUN_TIMEOUT_MS = 240_000;

/** Executes every call under every failure in a runtime. */
export async function runRuntime(runtime: Runtime): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'runtime-tests-'));
  const open: { close(): void }[] = [];
  try {
    const plain = await runPlain(runtime, folder, open);
    return runtime.http2 ? [...plain, ...(await runHttp2(runtime, folder, open))] : plain;
  } finally {
    for (const server of open) server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const callsOf = ({ kind }: Runtime): CallName[] => [
  ...WRITES,
  ...(kind === 'process' ? [UPLOAD_OF_A_PATH as CallName] : []),
  'GET',
];

async function runPlain(runtime: Runtime, folder: string, open: { close(): void }[]): Promise<Measurement[]> {
  const pages = new Map<string, string>();
  const server = new RawServer(pages);
  open.push(server);
  const origin = `http://127.0.0.1:${await server.listen()}`;
  const failures = [...Object.keys(FAILURES), ...ONCE.map(once)].filter((one) => one !== STOPS_LISTENING);
  const cases: Case[] = [];
  for (const failure of failures) cases.push(...callsOf(runtime).map((call) => caseAt(origin, failure, call)));
  const unreachable = await unreachableOrigins(folder, open);
  for (const call of callsOf(runtime)) {
    for (const [failure, nowhere] of unreachable) cases.push(caseAt(nowhere, failure, call, false));
    if (runtime.kind === 'page') continue;
    // An origin of its own, because it is gone afterwards.
    const stopping = `http://127.0.0.1:${await server.listen()}`;
    cases.push(caseAt(stopping, STOPS_LISTENING, call));
  }
  const endings = await execute(runtime, cases, { folder, pages, pageOrigin: origin });
  return measurements('HTTP/1.1', cases, endings, server.requests);
}

async function runHttp2(runtime: Runtime, folder: string, open: { close(): void }[]): Promise<Measurement[]> {
  const certificate = makeCertificate(folder, 'trusted');
  if (!certificate) return [];
  const pages = new Map<string, string>();
  const server = new Http2Server(pages);
  open.push(server);
  const origin = `https://localhost:${await server.listen(certificate)}`;
  const failures = [...Object.keys(HTTP2_FAILURES), ...HTTP2_ONCE.map(once)];
  const cases = failures.flatMap((failure) => callsOf(runtime).map((call) => caseAt(origin, failure, call)));
  const endings = await execute(runtime, cases, { folder, pages, pageOrigin: origin, certificate });
  return measurements('HTTP/2', cases, endings, server.requests);
}

function caseAt(origin: string, failure: string, call: CallName, isReachable = true): Case {
  const id = `${failure} · ${call}`;
  const path = [id, failure].map(encodeURIComponent).join('/');
  const baseUrl = `${origin}/${path}/api/v2`;
  return { id, failure, call, baseUrl, ...(isReachable && { warmUpUrl: `${origin}/warm-up/none/api/v2` }) };
}

function measurements(
  protocol: Measurement['protocol'],
  cases: readonly Case[],
  endings: readonly Ending[],
  requests: ReadonlyMap<string, CompleteRequest[]>,
): Measurement[] {
  const endingOf = new Map(endings.map((ending) => [ending.id, ending]));
  return cases.map((one) => ({ ...one, ...endingOf.get(one.id)!, protocol, requests: requests.get(one.id) ?? [] }));
}

/** Origins that cannot be reached, each in its own way. */
async function unreachableOrigins(folder: string, open: { close(): void }[]): Promise<[string, string][]> {
  const portOf = (server: ReturnType<typeof createTcpServer>): Promise<number> =>
    new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
  const gone = createTcpServer();
  const gonePort = await portOf(gone);
  gone.close();
  const noTls = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  });
  open.push(noTls);
  const origins: [string, string][] = [
    ['connection refused', `http://127.0.0.1:${gonePort}`],
    ['unknown host', 'https://unknown-host.invalid'],
    ['no TLS', `https://127.0.0.1:${await portOf(noTls)}`],
  ];
  const certificate = makeCertificate(folder, 'not-trusted');
  if (certificate) {
    const untrusted = createTlsServer({ ...certificate });
    untrusted.on('tlsClientError', () => undefined);
    open.push(untrusted);
    origins.push(['certificate not trusted', `https://localhost:${await portOf(untrusted)}`]);
  }
  return origins;
}

interface Execution {
  readonly folder: string;
  readonly pages: Map<string, string>;
  readonly pageOrigin: string;
  readonly certificate?: Certificate;
}

/** Starts the program in the runtime, gives it its cases, and waits until it reports how they ended. */
async function execute(
  runtime: Runtime,
  cases: readonly Case[],
  { folder, pages, pageOrigin, certificate }: Execution,
): Promise<Ending[]> {
  const { promise, resolve, reject } = Promise.withResolvers<Ending[]>();
  const control = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (request.url === '/cases') return response.end(JSON.stringify(cases));
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      response.end();
      resolve(JSON.parse(body) as Ending[]);
    });
  });
  await new Promise<void>((listening) => control.listen(0, '127.0.0.1', listening));
  const { port } = control.address() as { port: number };

  const program = await bundle(runtime, folder, `http://127.0.0.1:${port}`);
  pages.set('/page', page('text/html', '<!doctype html><script type="module" src="/program.js"></script>'));
  pages.set('/program.js', page('text/javascript', program.text));
  const run: Run = {
    program: program.path,
    pageUrl: `${pageOrigin}/page`,
    folder,
    ...(certificate && { certificate: certificate.path }),
  };
  const child = runtime.start(run);
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  child.once('error', reject);
  // A process ends after its report.
  void exited.then(() => setTimeout(() => reject(new Error(`${runtime.name} ended without a report.`)), 1_000));
  const timer = setTimeout(() => reject(new Error(`${runtime.name} took too long.`)), RUN_TIMEOUT_MS);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    child.kill();
    await exited;
    control.close();
    control.closeAllConnections();
  }
}

const page = (type: string, body: string): string =>
  `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/** Bundles the built client with the program, as an application for this runtime would be. */
async function bundle({ kind }: Runtime, folder: string, controlUrl: string): Promise<{ path: string; text: string }> {
  const filePath = join(folder, FILE_NAME);
  writeFileSync(filePath, 'x'.repeat(FILE_BYTES));
  const path = join(folder, 'program.mjs');
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`program/${kind}.ts`, import.meta.url))],
    bundle: true,
    format: 'esm',
    platform: kind === 'process' ? 'node' : 'browser',
    target: 'es2022',
    charset: 'utf8',
    define: { CONTROL_URL: JSON.stringify(controlUrl), FILE_PATH: JSON.stringify(filePath) },
    write: false,
  });
  const { text } = outputFiles[0]!;
  writeFileSync(path, text);
  return { path, text };
}
