import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCertificate } from '../../tools/runtime-tests/src/certificate.ts';

const FOLDER = fileURLToPath(new URL('../../.cache/bench-certificate/', import.meta.url));

/** The addresses of the server: plain, and with TLS. */
export type Origins = Readonly<Record<'http' | 'https', string>>;

export interface StartedServer {
  readonly origins: Origins;
  /** Environment of the processes that call the server: they trust its certificate, and check it. */
  readonly env: Readonly<Record<string, string>>;
  stop(): void;
}

/**
 * Starts the server in a process of its own, with a certificate that is made now.
 *
 * @throws Error without OpenSSL.
 */
export async function startServer(): Promise<StartedServer> {
  mkdirSync(FOLDER, { recursive: true });
  const certificate = makeCertificate(FOLDER, 'bench');
  if (!certificate) throw new Error('The certificate of the server needs `openssl`, which is not on the PATH.');
  const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), [
    certificate.path,
    join(FOLDER, 'bench-key.pem'),
  ]);
  const [origins] = (await once(child, 'message')) as [Origins];
  return { origins, env: { NODE_EXTRA_CA_CERTS: certificate.path }, stop: () => child.disconnect() };
}
