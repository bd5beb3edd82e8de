import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ApiError, Secuconnect, SecuconnectError } from '../../src/index.ts';
import { FailingServer, type Responder } from '../faults/failing-server.ts';
import { respondWith, sendAndClose } from '../faults/raw-responses.ts';

// Room for a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let respond: Responder = respondWith(200);
let server: FailingServer;
beforeAll(async () => {
  server = await FailingServer.start({
    api: (socket, request) => respond(socket, request),
    token: (socket, request) => respond(socket, request),
  });
});
afterAll(() => server.close());

/** Nothing here takes this long unless it hangs, in ms. */
const HANGS = 40_000;

const clientWith = (auth: ConstructorParameters<typeof Secuconnect>[0]['auth']): Secuconnect =>
  new Secuconnect({ baseUrl: `${server.origin}/api/v2`, auth, maxRetries: 0, timeout: 30_000, totalTimeout: 30_000 });
const given = { token: 'a-token' };
const ways = {
  read: () => clientWith(given).smart.transactions.get('STX_1'),
  write: () => clientWith(given).smart.transactions.create({}),
  list: () => clientWith(given).payment.transactions.list(),
  download: () => clientWith(given).document.uploads.download('DUP_1'),
  stream: async () => (await clientWith(given).smart.transactions.create({}).asResponse()).arrayBuffer(),
  token: () => clientWith({ clientId: 'shop', clientSecret: 'a-secret' }).smart.transactions.get('STX_1'),
} satisfies Record<string, () => PromiseLike<unknown>>;
type Way = keyof typeof ways;

async function ended(way: Way): Promise<{ value?: unknown; error?: unknown }> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hangs = new Promise<{ error: unknown }>((resolve) => {
    timer = setTimeout(() => resolve({ error: new Error('hangs') }), HANGS);
  });
  const settled = Promise.resolve(ways[way]()).then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  return Promise.race([settled, hangs]).finally(() => clearTimeout(timer));
}

/** JSON as the API sends it when something is wrong, with anything in its fields. */
const exception = fc
  .record(
    {
      error: fc.oneof(fc.constantFrom('ProductFormatException', 'ProductNotFoundException'), fc.jsonValue()),
      error_details: fc.oneof(fc.string(), fc.jsonValue()),
      error_user: fc.jsonValue(),
      code: fc.oneof(fc.constantFrom(2003, '2003', 1001, {}, { toString: 1, valueOf: 1 }), fc.jsonValue()),
      supportId: fc.jsonValue(),
      validation: fc.oneof(
        fc.jsonValue(),
        fc.array(
          fc.oneof(
            fc.record({ location: fc.jsonValue(), message: fc.jsonValue() }),
            fc.record({
              location: fc.array(fc.oneof(fc.string(), fc.constantFrom({ toString: 1, valueOf: 1 }, null))),
            }),
          ),
        ),
      ),
    },
    { requiredKeys: [] },
  )
  .map((value) => JSON.stringify(value));
const body = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((some) => Buffer.from(some)),
  fc
    .oneof(fc.json(), exception, fc.constantFrom('{"id":', '\ufeff{}', '[[[[', '"\ud800"'))
    .map((text) => Buffer.from(text)),
);
const status = fc.oneof(
  fc.constantFrom(200, 201, 204, 205, 304, 400, 401, 403, 404, 405, 407, 422, 429, 500, 502, 503, 504),
  fc.integer({ min: 100, max: 999 }),
);
const token = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_'), minLength: 1 });
const byte = fc.integer({ min: 0x20, max: 0xff }).filter((code) => code !== 0x7f).map((code) => String.fromCharCode(code)); // prettier-ignore
const header = fc.oneof(
  fc.tuple(token, fc.string({ unit: byte })),
  fc.constantFrom(
    ['content-type', 'text/html; charset=utf-16'], ['content-encoding', 'gzip'], ['content-encoding', 'br, deflate'], ['content-encoding', 'x'],
    ['retry-after', '-1'], ['retry-after', 'soon'], ['date', 'yesterday'], ['deprecation', '@1'], ['sunset', 'x'], ['sl-violations', '[{'],
    ['sl-violations', '[null,1,{"location":[{"toString":1}],"message":{}}]'], ['www-authenticate', 'Bearer'], ['location', 'http://['], ['set-cookie', 'a=b'],
  ),
); // prettier-ignore

const framings = ['exact', 'short', 'long', 'closed', 'chunked', 'broken chunk', 'none'] as const;

function wire(
  code: number,
  reason: string,
  headers: readonly (readonly string[])[],
  content: Buffer,
  framing: string,
): Buffer[] {
  const length = { exact: content.length, short: Math.floor(content.length / 2), long: content.length + 5 }[framing];
  const lines = [
    `HTTP/1.1 ${code} ${reason}`,
    'connection: close',
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(length === undefined ? [] : [`content-length: ${length}`]),
    ...(framing.includes('chunk') ? ['transfer-encoding: chunked'] : []),
    '\r\n',
  ];
  const start = Buffer.from(lines.join('\r\n'), 'latin1');
  if (framing === 'none') return [content];
  if (framing === 'broken chunk') return [start, Buffer.from('zz\r\n'), content];
  if (framing !== 'chunked') return [start, content];
  const size =
    content.length > 0 ? [Buffer.from(`${content.length.toString(16)}\r\n`), content, Buffer.from('\r\n')] : [];
  return [start, ...size, Buffer.from('0\r\n\r\n')];
}

test('any answer at all gives a value or an error of this package: no other error, no crash, no hang', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...(Object.keys(ways) as Way[])),
      status,
      fc.string({ unit: byte }),
      fc.array(header, { maxLength: 5 }),
      body,
      fc.constantFrom(...framings),
      async (way, code, reason, headers, content, framing) => {
        respond = sendAndClose(...wire(code, reason, headers, content, framing));
        const { error } = await ended(way);
        if (error === undefined) return;
        expect(error).toBeInstanceOf(SecuconnectError);
        // It can be shown, whatever the server has put into it.
        expect(JSON.stringify(error)).toContain((error as SecuconnectError).outcome);
        expect(String(error)).toContain((error as SecuconnectError).name);
      },
    ),
    { numRuns: 1_000 },
  );
});

// But 304, which has no body, and 407, which `fetch` keeps to itself: it is for proxies.
test('a whole answer that is no success is an API error with its status, whatever its headers and body say', async () => {
  const plain = header.filter(([name]) => !['content-encoding', 'transfer-encoding', 'content-length', 'connection'].includes(name!)); // prettier-ignore
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Way[]>('read', 'write', 'list', 'download', 'stream', 'token'),
      fc.oneof(fc.integer({ min: 300, max: 599 }), fc.constantFrom(400, 401, 403, 404, 405, 422, 429, 500, 503)).filter((code) => code !== 304 && code !== 407), // prettier-ignore
      fc.string({ unit: byte }),
      fc.array(plain, { maxLength: 5 }),
      fc.oneof(
        body,
        exception.map((text) => Buffer.from(text)),
      ),
      async (way, code, reason, headers, content) => {
        respond = sendAndClose(...wire(code, reason, headers, content, 'exact'));
        const { error } = await ended(way);
        expect(error).toBeInstanceOf(ApiError);
        expect((error as ApiError).status).toBe(code);
      },
    ),
    { numRuns: 500 },
  );
});

test('a whole answer that is a success gives what its JSON says, also when it is packed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Way[]>('read', 'write'),
      fc.integer({ min: 200, max: 299 }).filter((code) => code !== 204 && code !== 205),
      fc.string({ unit: byte }),
      fc.json(),
      fc.boolean(),
      async (way, code, reason, text, packed) => {
        const content = packed ? gzipSync(text) : Buffer.from(text);
        respond = sendAndClose(...wire(code, reason, packed ? [['content-encoding', 'gzip']] : [], content, 'exact'));
        expect(await ended(way)).toEqual({ value: JSON.parse(text) as unknown });
      },
    ),
    { numRuns: 300 },
  );
});
