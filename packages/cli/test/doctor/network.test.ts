import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer as createPlainServer } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { makeCertificate } from '../../../client/test/node/fetch/certificate.ts';
import { checkTls } from '../../src/doctor/network.ts';
import { runProcess } from '../processes.ts';
import { newHome } from '../terminal.ts';

const { key, cert } = makeCertificate();
let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer({ key, cert }, (_, response) =>
    response.writeHead(401, { 'content-type': 'application/json' }).end('{}'),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => server.close());

test('plain http is for this computer only', async () => {
  expect(await checkTls('http://localhost:4010/api/v2')).toMatchObject({ check: 'tls', status: 'warning' });
});

test.each(['localhost', '127.0.0.1'])('a certificate of %s that is not trusted is found', async (host) => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error): void => void warnings.push(warning);
  process.on('warning', onWarning);
  onTestFinished(() => void process.off('warning', onWarning));
  expect(await checkTls(`https://${host}:${port}/api/v2`)).toMatchObject({
    status: 'failed',
    detail: expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT') as unknown,
    next: expect.stringContaining('NODE_EXTRA_CA_CERTS') as unknown,
  });
  await new Promise(setImmediate);
  expect(warnings).toEqual([]);
});

test.each(['localhost', '127.0.0.1'])('with NODE_EXTRA_CA_CERTS, that of %s is', async (host) => {
  const home = newHome();
  const file = join(home, 'ca.pem');
  writeFileSync(file, cert);
  const { stdout, stderr } = await runProcess(['doctor', '--json'], {
    HOME: home,
    NODE_EXTRA_CA_CERTS: file,
    SECUCONNECT_BASE_URL: `https://${host}:${port}/api/v2`,
    SECUCONNECT_TOKEN: 'test-token',
  });
  expect(stderr).toBe('');
  const { findings } = JSON.parse(stdout) as { findings: { check: string }[] };
  expect(findings.find(({ check }) => check === 'tls')).toMatchObject({
    status: 'ok',
    detail: 'TLSv1.3, certificate valid until 2049-12-31',
  });
});

test('a server that speaks no TLS, or none at all, is found', async () => {
  const plain = createPlainServer((_, response) => response.end());
  plain.listen(0, '127.0.0.1');
  await once(plain, 'listening');
  const { port: plainPort } = plain.address() as AddressInfo;
  expect(await checkTls(`https://127.0.0.1:${plainPort}`)).toMatchObject({ status: 'failed' });
  plain.close();
  await once(plain, 'close');
  expect(await checkTls(`https://127.0.0.1:${plainPort}`)).toMatchObject({
    status: 'failed',
    detail: expect.stringContaining('ECONNREFUSED') as unknown,
  });
});
