import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ApiError, Secuconnect, SecuconnectError, type SecuconnectOptions } from '../../src/index.ts';
import { FailingServer, type Responder } from '../faults/failing-server.ts';
import { respondWith, sendAndClose } from '../faults/raw-responses.ts';

// Enough for a busy host.
vi.setConfig({ testTimeout: 60_000 });

let responder: Responder = respondWith(200);
let server: FailingServer;
beforeAll(async () => {
  server = await FailingServer.start({
    api: (socket, request) => responder(socket, request),
    token: (socket, request) => responder(socket, request),
  });
});
afterAll(() => server.close());

/** Only a call that hangs takes longer, in ms. */
const HANG_TIMEOUT_MS = 40_000;

const clientWith = (auth: SecuconnectOptions['auth']): Secuconnect =>
  new Secuconnect({ baseUrl: `${server.origin}/api/v2`, auth, maxRetries: 0, timeout: 30_000, totalTimeout: 30_000 });
const givenToken = { token: 'a-token' };
const CALLS = {
  read: () => clientWith(givenToken).smart.transactions.get('STX_1'),
  write: () => clientWith(givenToken).smart.transactions.create({}),
  list: () => clientWith(givenToken).payment.transactions.list(),
  download: () => clientWith(givenToken).document.uploads.download('DUP_1'),
  stream: async () => (await clientWith(givenToken).smart.transactions.create({}).asResponse()).arrayBuffer(),
  token: () => clientWith({ clientId: 'shop', clientSecret: 'a-secret' }).smart.transactions.get('STX_1'),
} satisfies Record<string, () => PromiseLike<unknown>>;
type CallName = keyof typeof CALLS;

/** The value or the error of a call; an error of the suite if the call never ends. */
async function resultOf(call: CallName): Promise<{ value?: unknown; error?: unknown }> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hangs = new Promise<{ error: unknown }>((resolve) => {
    timer = setTimeout(() => resolve({ error: new Error('hangs') }), HANG_TIMEOUT_MS);
  });
  const settled = Promise.resolve(CALLS[call]()).then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  return Promise.race([settled, hangs]).finally(() => clearTimeout(timer));
}

/** The JSON of an error response, with anything in its fields. */
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
  fc.uint8Array({ maxLength: 200 }).map((content) => Buffer.from(content)),
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

/** How the end of a body is announced: truthfully, wrongly, or not at all. */
const framings = ['exact', 'short', 'long', 'closed', 'chunked', 'broken chunk', 'none'] as const;

/** The bytes of a response. */
function responseBytes(
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

test('any response ends in a value or an error of this package, and never in another error, a crash or a hang', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...(Object.keys(CALLS) as CallName[])),
      status,
      fc.string({ unit: byte }),
      fc.array(header, { maxLength: 5 }),
      body,
      fc.constantFrom(...framings),
      async (call, code, reason, headers, content, framing) => {
        responder = sendAndClose(...responseBytes(code, reason, headers, content, framing));
        const { error } = await resultOf(call);
        if (error === undefined) return;
        expect(error).toBeInstanceOf(SecuconnectError);
        // It can be printed, with anything that the server may have put into it.
        expect(JSON.stringify(error)).toContain((error as SecuconnectError).outcome);
        expect(String(error)).toContain((error as SecuconnectError).name);
      },
    ),
    { numRuns: 1_000 },
  );
});

// Without 304, which has no body, and 407, which is for proxies: `fetch` does not deliver it.
test('a complete error response becomes an ApiError with its status, with any headers and any body', async () => {
  const plain = header.filter(([name]) => !['content-encoding', 'transfer-encoding', 'content-length', 'connection'].includes(name!)); // prettier-ignore
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<CallName[]>('read', 'write', 'list', 'download', 'stream', 'token'),
      fc.oneof(fc.integer({ min: 300, max: 599 }), fc.constantFrom(400, 401, 403, 404, 405, 422, 429, 500, 503)).filter((code) => code !== 304 && code !== 407), // prettier-ignore
      fc.string({ unit: byte }),
      fc.array(plain, { maxLength: 5 }),
      fc.oneof(
        body,
        exception.map((text) => Buffer.from(text)),
      ),
      async (call, code, reason, headers, content) => {
        responder = sendAndClose(...responseBytes(code, reason, headers, content, 'exact'));
        const { error } = await resultOf(call);
        expect(error).toBeInstanceOf(ApiError);
        expect((error as ApiError).status).toBe(code);
      },
    ),
    { numRuns: 500 },
  );
});

test('a complete success response returns its JSON, compressed or not', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<CallName[]>('read', 'write'),
      fc.integer({ min: 200, max: 299 }).filter((code) => code !== 204 && code !== 205),
      fc.string({ unit: byte }),
      fc.json(),
      fc.boolean(),
      async (call, code, reason, text, isCompressed) => {
        const content = isCompressed ? gzipSync(text) : Buffer.from(text);
        responder = sendAndClose(
          ...responseBytes(code, reason, isCompressed ? [['content-encoding', 'gzip']] : [], content, 'exact'),
        );
        expect(await resultOf(call)).toEqual({ value: JSON.parse(text) as unknown });
      },
    ),
    { numRuns: 300 },
  );
});
