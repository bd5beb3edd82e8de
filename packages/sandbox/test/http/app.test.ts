import { describe, expect, test } from 'vitest';
import { openSandbox } from '../support/open-sandbox.ts';

const fetchOf = (path: string, init?: RequestInit, origin = 'http://localhost:4010') =>
  openSandbox().sandbox.fetch(`${origin}${path}`, init);

test('a preflight is answered on every path', async () => {
  for (const path of ['/api/v2/x', '/_sandbox', '/']) {
    const response = await fetchOf(path, { method: 'OPTIONS', headers: { origin: 'http://localhost:3000' } });
    expect(response.status).toBe(204);
  }
});

describe('what another site sends is rejected', () => {
  test.each(['/api/v2/Smart/Transactions', '/oauth/token', '/_sandbox/reset', '/device', '/'])(
    'on %s',
    async (path) => {
      for (const init of [{ headers: { origin: 'http://evil.example' } }, { headers: { host: 'evil.example' } }]) {
        const response = await fetchOf(path, { method: 'POST', ...init });
        expect(response.status).toBe(403);
        expect(await response.json()).toMatchObject({ error: 'ProductSecurityException' });
      }
      expect((await fetchOf(path, {}, 'http://localhost.evil.example')).status).toBe(403);
    },
  );

  test('with a preflight too', async () => {
    const init = { method: 'OPTIONS', headers: { origin: 'https://evil.example' } };
    expect((await fetchOf('/_sandbox/reset', init)).status).toBe(403);
  });
});

test('what is nowhere is an error of the API', async () => {
  const response = await fetchOf('/nothing/%zz');
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ error: 'ProductNotFoundException' });
});

test.each(['/device', '/device/x'])('a large form on %s is rejected before it is read', async (path) => {
  const stream = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(4096)) });
  for (const body of ['a'.repeat(20_000), stream]) {
    const response = await fetchOf(path, { method: 'POST', body, duplex: 'half' } as RequestInit);
    expect(response.status).toBe(413);
  }
});

test('a mistake behind a page is JSON', async () => {
  const { sandbox } = openSandbox();
  Object.defineProperty(sandbox.control, 'now', {
    get: () => {
      throw new TypeError('a mistake');
    },
  });
  const response = await sandbox.fetch('http://localhost/_sandbox/clock');
  expect(response.status).toBe(500);
  expect(await response.json()).toMatchObject({ error_details: 'a mistake' });
});

test('requests of the API are logged, with those that break', async () => {
  const { sandbox, request } = openSandbox();
  await request('GET', '/Smart/Transactions?count=1');
  sandbox.control.faults.add({ kind: 'drop-before-commit' });
  await request('GET', '/Smart/Devices').catch(() => undefined);
  expect(sandbox.control.requests.list().map(({ target, status }) => [target, status])).toEqual([
    ['/oauth/token', 200],
    ['/api/v2/Smart/Transactions?count=1', 200],
    ['/api/v2/Smart/Devices', undefined],
  ]);
});
