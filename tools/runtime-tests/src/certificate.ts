import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate and its key, PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
  /** Path of the certificate. */
  readonly path: string;
}

/** Makes a certificate for localhost that no runtime trusts yet; `undefined` without OpenSSL. */
export function makeCertificate(folder: string, name: string): Certificate | undefined {
  const [path, keyPath] = [join(folder, `${name}.pem`), join(folder, `${name}-key.pem`)];
  const options = [
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2',
    `-subj /CN=${name}`,
    '-addext subjectAltName=DNS:localhost,IP:127.0.0.1 -addext basicConstraints=critical,CA:FALSE',
  ];
  const files = ['-keyout', keyPath, '-out', path];
  const { status } = spawnSync('openssl', [...options.join(' ').split(' '), ...files]);
  if (status !== 0) return undefined;
  return { cert: readFileSync(path, 'utf8'), key: readFileSync(keyPath, 'utf8'), path };
}
