import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { CountingServer } from './counting-server.ts';
import { OWN_TRANSPORTS } from './own-transports.ts';

// What the `fetch` of Node does is the expectation: each case runs over all of them.
const others = OWN_TRANSPORTS.map(({ name, create }) => ({ name, ...create() }));
export const send = others.find(({ name }) => name === 'nodeFetch')!.send as typeof fetch;

/** That of the test file that imports this module. */
export const server = new CountingServer();
beforeAll(async () => {
  await server.listen();
});
afterAll(async () => {
  await Promise.all(others.map((one) => one.close()));
  await server.close();
});
beforeEach(() => {
  server.requests.length = 0;
  server.respond = (_, __, response) => void response.end('{"id":"STX_1"}');
});

/** The same over all; returns what it was. */
export async function expectSame<Value>(run: (send: typeof fetch) => Promise<Value>): Promise<Value> {
  const settle = (transport: typeof fetch): Promise<unknown> =>
    run(transport).then(
      (value) => ({ value }),
      (error: Error) => ({ error: error.constructor.name }),
    );
  const expected = await settle(fetch);
  for (const { name, send: own } of others) expect(await settle(own as typeof fetch), name).toEqual(expected);
  return (expected as { value: Value }).value;
}

/** Headers that only the `fetch` of Node sends. */
const OF_FETCH = new Set(['accept-language', 'sec-fetch-mode', 'user-agent', 'accept-encoding', 'connection']);
/** What the server gets, as far as it should be the same over all. */
export async function requestOf(
  transport: typeof fetch,
  input: string | URL | Request,
  init?: RequestInit,
): Promise<object> {
  server.requests.length = 0;
  await (await transport(input, init)).text();
  expect(server.requests).toHaveLength(1);
  const [{ method, url, headers, body }] = server.requests as [(typeof server.requests)[0]];
  const boundary = /boundary=(.+)/.exec(headers['content-type'] ?? '')?.[1] ?? '\0';
  const visible = Object.entries(headers).filter(([name]) => !OF_FETCH.has(name));
  return JSON.parse(
    JSON.stringify({ method, url, headers: Object.fromEntries(visible), body }).replaceAll(boundary, 'B'),
  ) as object;
}
/** A stream of these chunks. */
export const stream = (...chunks: string[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });
