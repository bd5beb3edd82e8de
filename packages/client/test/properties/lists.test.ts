import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { getCheckpoint, PagingError, Secuconnect, SecuconnectError, type Checkpoint } from '../../src/index.ts';
import type { PagePosition } from '../../src/pagination/page.ts';
import { ids, ListServer, type Item } from '../pagination/list-server.ts';

/** Worlds per run of the suite; `FUZZ_RUNS=100000` for a long one. A failure prints its seed. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 3_000);

type PageBody = { count: number; data: Item[]; scroll_id?: string };

/** What happens to one request. It may be executed, which moves a scroll, although its response is lost. */
type Failure =
  | { readonly type: 'status'; readonly status: number; readonly isExecuted: boolean }
  | { readonly type: 'network'; readonly fields: object; readonly isExecuted: boolean }
  | { readonly type: 'truncated' }
  /** A page that arrives without its items, as from a search index that lags behind. `announces`: its total says that there are some. */
  | { readonly type: 'empty'; readonly announces: boolean; readonly body: (page: PageBody) => unknown }
  /** A total of 0 beside items. */
  | { readonly type: 'small-total' }
  | { readonly type: 'scrolls-expired' }
  /** The signal is aborted while the request is in progress, or when its response has arrived. */
  | { readonly type: 'abort'; readonly isAfterResponse: boolean };

const failure: fc.Arbitrary<Failure> = fc.oneof(
  fc.record({
    type: fc.constant('status' as const),
    status: fc.constantFrom(408, 500, 502, 503, 504),
    isExecuted: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('status' as const),
    status: fc.constantFrom(401, 403, 429),
    isExecuted: fc.constant(false),
  }),
  fc.record({
    type: fc.constant('network' as const),
    fields: fc.constantFrom({ code: 'ECONNRESET', syscall: 'read' }, { code: 'ENETUNREACH', syscall: 'read' }, {}),
    isExecuted: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('network' as const),
    fields: fc.constant({ code: 'ECONNREFUSED', syscall: 'connect' }),
    isExecuted: fc.constant(false),
  }),
  fc.constant({ type: 'truncated' as const }),
  fc.constantFrom<Failure>(
    { type: 'empty', announces: true, body: (page) => ({ ...page, data: [] }) },
    { type: 'empty', announces: true, body: ({ count }) => ({ count, data: null }) },
    { type: 'empty', announces: true, body: ({ count }) => ({ count: String(count) }) },
    { type: 'empty', announces: false, body: () => ({ count: 0, data: [] }) },
    { type: 'empty', announces: false, body: () => ({ count: 0 }) },
    { type: 'empty', announces: false, body: () => ({}) },
    { type: 'empty', announces: false, body: () => undefined },
  ),
  fc.constant({ type: 'small-total' as const }),
  fc.constant({ type: 'scrolls-expired' as const }),
  fc.record({ type: fc.constant('abort' as const), isAfterResponse: fc.boolean() }),
);

/** How a server counts. */
const COUNTING = {
  right: (page: PageBody) => page.count,
  string: (page: PageBody) => String(page.count),
  missing: () => undefined,
  null: () => null,
  perPage: (page: PageBody) => page.data.length,
  capped: (page: PageBody) => Math.min(page.count, 10),
};

const world = fc
  .record({
    total: fc.nat({ max: 40 }),
    maxPageSize: fc.constantFrom(Infinity, 1, 3, 7),
    counting: fc.constantFrom(...(Object.keys(COUNTING) as (keyof typeof COUNTING)[])),
    count: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
    mode: fc.constantFrom('offset' as const, 'scroll' as const),
    loop: fc.constantFrom('items' as const, 'pages' as const),
    prefetch: fc.boolean(),
    maxRetries: fc.nat(2),
    /** By number of the request. */
    failures: fc.array(fc.tuple(fc.nat({ max: 40 }), failure), { maxLength: 8 }),
    /** Numbers of items after which the program stops, and resumes in a new loop. */
    stops: fc.array(fc.nat({ max: 40 }), { maxLength: 3 }),
    /** After an error: whether to keep the iterator, or to resume in a new loop. */
    keepsIterator: fc.infiniteStream(fc.boolean()),
  })
  // A short first page that says that it is all looks like a short list.
  .map((one) => (one.counting === 'perPage' ? { ...one, maxPageSize: Infinity } : one));

type World = typeof world extends fc.Arbitrary<infer One> ? One : never;

/** A server with one list, and the program that reads it. */
class Simulation {
  readonly #world: World;
  readonly #server: ListServer;
  readonly #failures: Map<number, Failure>;
  readonly #secuconnect: Secuconnect;
  #requests = 0;
  /** Whether the latest page was right. */
  #isRight = true;
  #controller = new AbortController();
  /** The ids that the program has processed. */
  readonly seen: string[] = [];
  readonly violations: string[] = [];

  constructor(one: World) {
    this.#world = one;
    this.#server = new ListServer(one.total);
    this.#server.maxPageSize = one.maxPageSize;
    this.#server.expiredError = new Error('expired');
    this.#failures = new Map(one.failures);
    this.#secuconnect = new Secuconnect({
      baseUrl: 'https://example.com/api/v2',
      auth: { token: 'token-of-shop' },
      // No timer of an attempt: only delays between retries, which take no time here.
      timeout: 0,
      maxRetries: one.maxRetries,
      fetch: this.#respond,
    });
  }

  readonly #respond: typeof fetch = async (input, init) => {
    const failed = this.#failures.get(this.#requests++);
    if (failed?.type === 'abort' && !failed.isAfterResponse) {
      this.#controller.abort(new Error('left'));
      throw init?.signal?.reason ?? new Error('not aborted');
    }
    if (failed?.type === 'scrolls-expired') this.#server.expireScrolls();
    const isExecuted = !failed || !('isExecuted' in failed) || failed.isExecuted;
    const page = isExecuted ? await this.#page(new URL(String(input)).searchParams) : undefined;
    if (failed?.type === 'network')
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('failed'), failed.fields) });
    if (failed?.type === 'status') return Response.json({}, { status: failed.status, headers: { 'retry-after': '0' } });
    if (!page) return Response.json({ error: 'ProductNotFoundException' }, { status: 404 });
    if (failed?.type === 'truncated') return new Response('{"count":');
    if (failed?.type === 'abort') queueMicrotask(() => this.#controller.abort(new Error('left')));
    const body = this.#bodyOf(page, failed);
    return body === undefined ? new Response(null, { status: 204 }) : Response.json(body);
  };

  async #page(search: URLSearchParams): Promise<PageBody | undefined> {
    const numbers = Object.fromEntries(
      ['count', 'offset'].map((name) => [name, search.has(name) ? Number(search.get(name)) : undefined]),
    );
    const scroll = Object.fromEntries(
      ['scroll_id', 'scroll_expire'].map((name) => [name, search.get(name) ?? undefined]),
    );
    const query: PagePosition = { ...numbers, ...scroll };
    return this.#server.respond(query, undefined).then(
      (page) => page as PageBody,
      () => undefined,
    );
  }

  #bodyOf(page: PageBody, failed: Failure | undefined): unknown {
    const { counting, mode, total } = this.#world;
    const { count = total } = page;
    // Only a right total can show that a page is wrong, and only if not every response is wrong.
    const isNoticeable = (counting === 'right' || counting === 'string') && this.#isRight && page.data.length > 0;
    this.#isRight = false;
    if (isNoticeable && failed?.type === 'empty' && (failed.announces || this.seen.length > 0))
      return failed.body({ ...page, count });
    if (isNoticeable && failed?.type === 'small-total' && mode === 'offset') return { ...page, count: 0 };
    this.#isRight = true;
    return page.count === undefined ? page : { ...page, count: COUNTING[counting](page) };
  }

  async run(): Promise<void> {
    let resumeFrom: Checkpoint | undefined;
    for (let loops = 0; ; loops++) {
      if (loops > 100) return void this.violations.push('The loop does not end.');
      const { isEnded, checkpoint } = await this.#loop(resumeFrom);
      if (isEnded) return;
      // As it is read from a file or a database.
      resumeFrom = checkpoint && (JSON.parse(JSON.stringify(checkpoint)) as Checkpoint);
    }
  }

  async #loop(resumeFrom: Checkpoint | undefined): Promise<{ isEnded: boolean; checkpoint?: Checkpoint }> {
    const { count, mode, loop, prefetch, stops, keepsIterator } = this.#world;
    this.#controller = new AbortController();
    const { signal } = this.#controller;
    const list = this.#secuconnect.smart.transactions.list({ count }, { mode, prefetch, resumeFrom, signal });
    const iterator = loop === 'items' ? list[Symbol.asyncIterator]() : list.pages();
    for (let steps = 0; steps < 1_000; steps++) {
      try {
        const { value, done } = await iterator.next();
        if (done) return { isEnded: true };
        this.seen.push(...('data' in value ? value.data.map(({ id }) => id) : [value.id]));
        const stop = stops.indexOf(this.seen.length);
        if (stop < 0) continue;
        stops[stop] = -1;
        await iterator.return();
        const checkpoint = list.checkpoint();
        if (checkpoint.offset !== this.seen.length) this.violations.push('A checkpoint is not behind the last item.');
        return { isEnded: false, checkpoint };
      } catch (error) {
        if (!(error instanceof SecuconnectError)) throw error;
        this.#rollBackTo(error);
        if (signal.aborted || !keepsIterator.next().value) return { isEnded: false, checkpoint: getCheckpoint(error)! };
      }
    }
    this.violations.push('The iterator does not end.');
    return { isEnded: true };
  }

  /** An error may say that items are missing. Then its checkpoint is in front of them, and the program reverts what it has processed since. */
  #rollBackTo(error: SecuconnectError): void {
    const { offset } = getCheckpoint(error)!;
    if (offset > this.seen.length) this.violations.push('A checkpoint is behind items that were not returned.');
    if (offset < this.seen.length && !(error instanceof PagingError && error.message.startsWith('Items are missing')))
      this.violations.push(`A checkpoint is too early: ${error.message}`);
    this.seen.length = Math.min(this.seen.length, offset);
  }
}

beforeAll(() => {
  vi.stubGlobal('setTimeout', (callback: () => void) => queueMicrotask(callback));
});
afterAll(() => void vi.unstubAllGlobals());

test(
  'in every world, a list is returned once and completely, no matter what fails and where it is resumed',
  { timeout: 3_600_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(world, async (one) => {
        const simulation = new Simulation({ ...one, stops: [...one.stops] });
        await simulation.run();
        expect(simulation.violations).toEqual([]);
        expect(simulation.seen).toEqual(ids(0, one.total));
      }),
      { numRuns: RUNS },
    );
  },
);
