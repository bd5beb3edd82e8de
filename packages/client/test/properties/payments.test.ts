import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Secuconnect, SecuconnectError, type RequestOptions } from '../../src/index.ts';

/** Worlds per run of the suite; `FUZZ_RUNS=100000` for a long one. A failure prints its seed. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 500);

/** What the server does with one request: whether it executes the write, and how the exchange ends. */
interface Behaviour {
  readonly executes: boolean;
  readonly end: () => Promise<Response>;
}

const respond = (status: number, body: unknown = {}): (() => Promise<Response>) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return async () =>
    new Response(status === 204 ? null : text, { status, headers: { 'content-type': 'application/json' } });
};
const fail = (fields: object) => (): Promise<never> =>
  Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('failed'), fields) }));
const truncated = (): Promise<Response> =>
  Promise.resolve(
    new Response(
      new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"id":'));
          controller.error(new TypeError('terminated'));
        },
      }),
    ),
  );

const MISLEADING_BODIES = [
  {},
  '<html>',
  { code: 2003 },
  { code: 1001 },
  { error: 'ProductUnauthorizedException' },
  { error: 'ProductFormatException' },
  { error: 'ProductDuplicateException' },
  { validation: [{ location: ['body'], message: 'wrong' }] },
];
const SOCKET_CODES = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET', 'EPIPE'];

/** The request was not executed, and the server or the network says so truthfully. */
const notExecuted = fc
  .oneof(
    fc.constantFrom(...SOCKET_CODES.slice(0, 4)).map((code) => fail({ code, syscall: 'connect' })),
    fc.constantFrom(fail({ code: 'ENOTFOUND', syscall: 'getaddrinfo' }), fail({ code: 'CERT_HAS_EXPIRED' })),
    fc.constantFrom(400, 401, 403, 404, 405, 409, 422, 429).map((status) => respond(status, {})),
    fc.constantFrom(respond(403, { code: 2003 }), respond(500, { error: 'ProductFormatException', code: 1001 })),
    fc.constantFrom(307, 308).map((status) => respond(status)),
  )
  .map((end): Behaviour => ({ executes: false, end }));

/** Ends that prove nothing: the request may have been executed. */
const ambiguous = fc
  .tuple(
    fc.boolean(),
    fc.oneof(
      fc
        .tuple(fc.constantFrom(...SOCKET_CODES), fc.constantFrom('read', 'write', undefined))
        .filter(([code, syscall]) => syscall !== undefined || code !== 'ECONNREFUSED')
        .map(([code, syscall]) => fail({ code, ...(syscall && { syscall }) })),
      fc
        .tuple(
          fc.constantFrom(301, 302, 303, 408, 421, 425, 499, 502, 503, 504, 520),
          fc.constantFrom(...MISLEADING_BODIES),
        )
        .map(([status, body]) => respond(status, body)),
      fc.constantFrom(respond(500, { error: 'ProductInternalException', code: 1003 }), respond(500, '<html>')),
      fc.constantFrom(respond(500, { code: 2003 }), respond(409, { code: 2003 })),
      fc.constantFrom(truncated, () => new Promise<never>(() => undefined)),
    ),
  )
  .map(([executes, end]): Behaviour => ({ executes, end }));

/** A success: the request was executed, although the body may not say what was expected. */
const executed = fc
  .constantFrom(respond(200, { id: 'STX_1' }), respond(204), respond(200, '<html>'))
  .map((end): Behaviour => ({ executes: true, end }));

const WRITES = {
  create: (one: Secuconnect, options: RequestOptions) => one.smart.transactions.create({}, options),
  update: (one: Secuconnect, options: RequestOptions) => one.smart.transactions.update('STX_1', {}, options),
  cancel: (one: Secuconnect, options: RequestOptions) => one.smart.transactions.cancel('STX_1', options),
  terminal: (one: Secuconnect, options: RequestOptions) =>
    one.smart.transactions.start('STX_1', 'cashless', undefined, options),
  refund: (one: Secuconnect, options: RequestOptions) => one.payment.transactions.cancel('PCI_1', {}, options),
};

const world = fc.record({
  write: fc.constantFrom(...(Object.keys(WRITES) as (keyof typeof WRITES)[])),
  behaviours: fc.array(fc.oneof(notExecuted, ambiguous, executed), { minLength: 1, maxLength: 6 }),
  options: fc.record(
    { maxRetries: fc.nat(4), timeout: fc.constantFrom(50, 1_000), totalTimeout: fc.constantFrom(100, 5_000, 100_000) },
    { requiredKeys: [] },
  ),
  abort: fc.option(
    fc.record({
      after: fc.nat(3_000),
      reason: fc.constantFrom<unknown>(
        'left',
        new Error('left'),
        new SecuconnectError('Nothing was sent.', { outcome: 'not-sent' }),
      ),
    }),
  ),
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** How often the API may have executed a write that ended in this way. */
const POSSIBLE_EXECUTIONS = { success: [1], 'not-sent': [0], 'no-effect': [0], unknown: [0, 1] };

test('in every world, no write is executed twice, and none is told wrongly', { timeout: 3_600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(world, async ({ write, behaviours, options, abort }) => {
      let executions = 0;
      let [requests, tokens] = [0, 0];
      const fetchStub: typeof fetch = async (input, init) => {
        if (String(input).endsWith('/oauth/token'))
          return Response.json({ access_token: `token-${++tokens}`, expires_in: 1200 });
        const { executes, end } = behaviours[Math.min(requests++, behaviours.length - 1)] ?? behaviours[0]!;
        if (executes) executions++;
        return Promise.race([
          end(),
          new Promise<never>((_, reject) =>
            init?.signal?.addEventListener('abort', () => reject(init.signal!.reason as Error)),
          ),
        ]);
      };
      const controller = new AbortController();
      const secuconnect = new Secuconnect({
        baseUrl: 'https://example.com/api/v2',
        auth: { clientId: 'shop', clientSecret: 'secret-of-shop' },
        fetch: fetchStub,
      });
      const call = WRITES[write](secuconnect, { ...options, signal: controller.signal }).then(
        () => 'success' as const,
        (error: unknown) => error as SecuconnectError,
      );
      if (abort) setTimeout(() => controller.abort(abort.reason), abort.after);
      await vi.advanceTimersByTimeAsync(400_000);
      const result = await call;
      vi.clearAllTimers();

      expect(result === 'success' || result instanceof SecuconnectError, String(result)).toBe(true);
      const outcome = result === 'success' ? result : result.outcome;
      expect(POSSIBLE_EXECUTIONS[outcome], `${outcome} after ${executions} executions`).toContain(executions);
    }),
    { numRuns: RUNS },
  );
});
