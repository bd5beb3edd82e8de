import { describe, expect, onTestFinished, test } from 'vitest';
import { rawRequest } from '../support/raw-request.ts';
import { startCli } from '../support/start-cli.ts';

const PING = 'GET /_sandbox/clock HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
const MEGABYTE = 1024 * 1024;

/** The longest time that another connection has waited for its answer, while an attack ran. */
async function longestWait(url: string, attack: () => Promise<unknown>): Promise<number> {
  const control = new AbortController();
  let longest = 0;
  const ping = (async () => {
    do {
      const started = performance.now();
      await rawRequest(url, PING, 60_000);
      longest = Math.max(longest, performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, 20));
    } while (!control.signal.aborted);
  })();
  await attack();
  control.abort();
  await ping;
  return longest;
}

async function start() {
  const { url, child, ended } = await startCli('--port', '0', '--check');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'a', client_secret: 'b' });
  const { access_token } = (await (await fetch(`${url}/oauth/token`, { method: 'POST', body })).json()) as {
    access_token: string;
  };
  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' };
  const post = (path: string, sent: Uint8Array | string) =>
    fetch(`${url}${path}`, { method: 'POST', headers, body: sent as BodyInit });
  // What is compiled at the first call is no part of an attack.
  await post('/api/v2/Smart/Transactions', '{}');
  return { url: url!, headers, post };
}

/** The bytes of a body are made before the attack, so that this process does not wait for itself. */
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const list = (element: string, size: number): string =>
  `[${Array<string>(Math.floor(size / (element.length + 1)))
    .fill(element)
    .join(',')}]`;

/**
 * In ms: half of what this machine needs at this moment to parse the largest of the bodies below. A sandbox that parsed them would keep others waiting for
 * that long, up to three times as long; one that looks at their size first, for less than half of it.
 */
function longestAllowedWait(): number {
  const text = list('{}', 8 * MEGABYTE);
  const started = performance.now();
  JSON.parse(text);
  return (performance.now() - started) / 2;
}

// A busy machine makes a request wait now and then; an attack that works does so each time.
describe('an attack does not keep other requests waiting', { retry: 3 }, () => {
  test.each<[string, string, Uint8Array]>([
    ['numbers', '/api/v2/Smart/Transactions', bytes(`{"a":${list('1', 8 * MEGABYTE)}}`)],
    ['objects', '/api/v2/Smart/Transactions', bytes(`{"a":${list('{}', 8 * MEGABYTE)}}`)],
    ['levels', '/api/v2/Smart/Transactions', bytes('['.repeat(8 * MEGABYTE))],
    ['digits', '/api/v2/Smart/Transactions', bytes(`{"a":${'1'.repeat(8 * MEGABYTE)}}`)],
    ['letters', '/api/v2/Smart/Transactions', bytes(`{"merchantRef":"${'a'.repeat(4 * MEGABYTE)}"}`)],
    [
      'objects that are allowed',
      '/api/v2/Smart/Transactions',
      bytes(`{"basket":{"products":${list('{"desc":"a"}', 200_000)}}}`),
    ],
    ['Base64', '/api/v2/Document/Uploads', bytes(`{"content":"${'A'.repeat(2 * MEGABYTE)}"}`)],
    ['seeds', '/_sandbox/seed', bytes(`{"a.b":${list('{"id":"a"}', 8 * MEGABYTE)}}`)],
    ['seeds that are allowed', '/_sandbox/seed', bytes(`{"a.b":${list('{"id":"a"}', 200_000)}}`)],
    ['fields of a form', '/device', bytes('a=1&'.repeat(MEGABYTE))],
    ['fields of a token', '/oauth/token', bytes(`{"a":${list('{"b":{"c":1}}', 12_000)}}`)],
  ])('by %s', { timeout: 60_000 }, async (_, path, body) => {
    const { url, post } = await start();
    const limit = longestAllowedWait();
    expect(await longestWait(url, () => post(path, body).then((response) => response.text()))).toBeLessThan(limit);
  });

  test('by queries over twenty thousand objects', { timeout: 120_000 }, async () => {
    const { url, headers, post } = await start();
    for (let made = 0; made < 20_000; made += 4000) {
      const objects = Array.from({ length: 4000 }, (_, index) => ({
        id: `PCU_${made + index}`,
        contact: { surname: `A ${index}` },
      }));
      await post('/_sandbox/seed', JSON.stringify({ 'payment.customers': objects }));
    }
    const queries = [
      'word',
      `contact.surname:${'*a'.repeat(500)}`,
      Array<string>(200).fill('contact.surname:"A 1"').join(' OR '),
      `${'('.repeat(5000)}a:b`,
      'NOT '.repeat(2000),
    ];
    const limit = longestAllowedWait();
    const wait = await longestWait(url, async () => {
      for (const q of queries)
        await (await fetch(`${url}/api/v2/Payment/Customers?${new URLSearchParams({ q })}`, { headers })).text();
    });
    expect(wait).toBeLessThan(limit);
  });
});
