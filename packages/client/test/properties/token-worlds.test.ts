import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryTokenStore } from '../../src/auth/stores/memory-token-store.ts';
import type { TokenStore } from '../../src/auth/stores/token-store.ts';
import { appUserGrant } from '../../src/auth/grants/app-user.ts';
import { rejectOnAbort } from '../../src/internal/abort.ts';
import { createTransport } from '../../src/create-transport.ts';
import { SmartTransactions } from '../../src/generated/index.ts';
import { SecuconnectError } from '../../src/errors/secuconnect-error.ts';
import { credentials, hanging, startRequest } from '../auth/auth-fixture.ts';
import { json } from '../stub-fetch.ts';

/** Worlds per run of the suite; `FUZZ_RUNS=100000` for a long one. A failure prints its seed. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 400);

/** How a method of the store behaves. */
const method = fc.constantFrom('works', 'works', 'fails', 'hangs');

/** What can happen, one after the other. Calls continue while other steps happen. */
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('calls' as const),
      client: fc.nat(2),
      count: fc.integer({ min: 1, max: 4 }),
      abortAfter: fc.constantFrom(undefined, undefined, 30, 3_000),
      totalTimeout: fc.constantFrom(undefined, undefined, 400, 20_000),
    }),
  },
  // As in Workers: everything that a request has started stops with it.
  { weight: 1, arbitrary: fc.record({ type: fc.constant('dying call' as const), client: fc.nat(2) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('time' as const),
      ms: fc.oneof(fc.nat(500), fc.nat(40_000), fc.nat(1e6)),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('revocation' as const), ofAll: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('endpoint' as const),
      mode: fc.constantFrom('works', 'works', 'overloaded', 'unreachable', 'hangs'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('store' as const),
      get: fc.constantFrom('works', 'works', 'fails', 'hangs', 'damaged'),
      set: method,
      delete: method,
      lock: method,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('clock' as const), jump: fc.integer({ min: -4e6, max: 4e6 }) }),
  },
);

const worlds = fc.record({
  clients: fc.integer({ min: 1, max: 3 }),
  hasStore: fc.boolean(),
  /** Whether tokens come with refresh tokens, which are exchanged for others. */
  rotates: fc.boolean(),
  /** Whether a new token invalidates the one before, as for devices. */
  isExclusive: fc.boolean(),
  /** Of a token, in seconds. */
  lifetime: fc.constantFrom(20, 300, 1200),
  endpointLatency: fc.nat(400),
  apiLatency: fc.nat(300),
  storeLatency: fc.nat(50),
  steps: fc.array(step, { minLength: 1, maxLength: 25 }),
});

type World = typeof worlds extends fc.Arbitrary<infer One> ? One : never;
type StoreModes = Omit<Extract<World['steps'][number], { type: 'store' }>, 'type'>;

const WORKING_STORE: StoreModes = { get: 'works', set: 'works', delete: 'works', lock: 'works' };
const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A server, clients that call it, and a record of each violation of the rules. */
class Simulation {
  readonly #world: World;
  readonly #clients: readonly SmartTransactions[];
  readonly violations: string[] = [];
  readonly #pending = new Set<string>();
  #endpoint = 'works';
  #store = WORKING_STORE;
  #isDying = false;
  #names = 0;
  /** When each token that is still accepted expires, by the server's clock. */
  readonly #accepted = new Map<string, number>();
  readonly #refreshTokens = new Set<string>();
  #lastInvalidation = 0;
  /** When each client was told that a token is rejected, or that a refresh token was exchanged or rejected. */
  readonly #told = new Map<string, number>();

  constructor(world: World) {
    this.#world = world;
    const tokenStore = world.hasStore ? this.#unreliable(memoryTokenStore()) : undefined;
    const auth = world.rotates
      ? appUserGrant({ ...credentials, username: 'erika', password: 'p', device: 'd' })
      : credentials;
    this.#clients = Array.from(
      { length: world.clients },
      (_, index) =>
        new SmartTransactions(
          createTransport({ baseUrl: 'https://example.com/api/v2', auth, tokenStore, fetch: this.#fetchOf(index) }),
        ),
    );
  }

  /** The server's clock never jumps. */
  #now(): number {
    return Date.UTC(2026, 0, 1) + performance.now();
  }

  #fetchOf(client: number): typeof fetch {
    return async (input, init) => {
      if (this.#isDying) return hanging();
      const isToken = String(input).endsWith('/oauth/token');
      const response = isToken
        ? this.#token(client, new URLSearchParams(init!.body as string))
        : this.#api(client, (init!.headers as Record<string, string>)['authorization']!.slice(7), init!.signal!);
      return rejectOnAbort(response, init?.signal ?? undefined);
    };
  }

  async #api(client: number, token: string, signal: AbortSignal): Promise<Response> {
    this.#check(client, token);
    const isAccepted = this.#now() < (this.#accepted.get(token) ?? 0);
    await delay(this.#world.apiLatency);
    if (isAccepted) return json({ id: 'STX_1' })();
    // A call that ends at the same moment is not told.
    setTimeout(() => signal.aborted || this.#told.set(`${client} ${token}`, performance.now()), 1);
    return json({}, 401)();
  }

  async #token(client: number, form: URLSearchParams): Promise<Response> {
    const mode = this.#endpoint;
    const refreshToken = form.get('refresh_token');
    if (refreshToken !== null) this.#check(client, refreshToken);
    if (mode === 'hangs') return hanging();
    await delay(this.#world.endpointLatency);
    if (mode === 'unreachable') throw new TypeError('fetch failed');
    if (mode === 'overloaded') return json({}, 503)();
    if (refreshToken !== null) {
      this.#told.set(`${client} ${refreshToken}`, performance.now());
      if (!this.#refreshTokens.delete(refreshToken)) return json({ error: 'invalid_grant' }, 400)();
    }
    const number = ++this.#names;
    if (this.#world.isExclusive) this.#invalidate([...this.#accepted.keys()]);
    this.#accepted.set(`t${number}`, this.#now() + this.#world.lifetime * 1000);
    if (this.#world.rotates) this.#refreshTokens.add(`r${number}`);
    const refresh = this.#world.rotates && { refresh_token: `r${number}` };
    const date = new Date(this.#now()).toUTCString();
    return json({ access_token: `t${number}`, expires_in: this.#world.lifetime, ...refresh }, 200, { date })();
  }

  #check(client: number, token: string): void {
    const told = this.#told.get(`${client} ${token}`);
    if (told !== undefined && told < performance.now()) this.violations.push(`client ${client} sent ${token} again`);
  }

  #invalidate(tokens: string[]): void {
    this.#lastInvalidation = performance.now();
    for (const token of tokens) this.#accepted.delete(token);
  }

  /** The store, whose methods work, fail or hang as the world says. */
  #unreliable(store: TokenStore): TokenStore {
    const as = async <Value>(name: keyof StoreModes, run: () => Promise<Value>): Promise<Value> => {
      const mode = this.#store[name];
      await delay(this.#world.storeLatency);
      if (mode === 'hangs') return hanging();
      if (mode === 'damaged') return { accessToken: 'a part of a tok' } as Value;
      if (mode === 'fails') throw new Error('down');
      return run();
    };
    return {
      get: (key) => as('get', () => store.get(key)),
      set: (key, value) => as('set', () => store.set(key, value)),
      delete: (key) => as('delete', () => store.delete(key)),
      lock: (key, run) => as('lock', () => store.lock!(key, run)),
    };
  }

  call(client: number, options: { abortAfter?: number | undefined; totalTimeout?: number | undefined } = {}): void {
    const name = `call ${++this.#names}`;
    const startedAt = performance.now();
    const controller = new AbortController();
    const timer =
      options.abortAfter === undefined ? undefined : setTimeout(() => controller.abort(), options.abortAfter);
    this.#pending.add(name);
    const transactions = this.#clients[client % this.#clients.length]!;
    void transactions
      .create({}, { signal: controller.signal, totalTimeout: options.totalTimeout })
      .then(
        () => undefined,
        (error: unknown) => this.#checkError(error, startedAt),
      )
      .finally(() => {
        clearTimeout(timer);
        this.#pending.delete(name);
      });
  }

  #checkError(error: unknown, startedAt: number): void {
    if (!(error instanceof SecuconnectError)) return void this.violations.push(`a call failed with ${String(error)}`);
    // A new token is accepted, unless it was invalidated since.
    const isAuthentication = error.name === 'AuthenticationError' && error.operation !== 'oauth.token';
    if (isAuthentication && this.#lastInvalidation < startedAt)
      this.violations.push('a call failed although a new token would have been accepted');
  }

  async run(): Promise<void> {
    for (const one of this.#world.steps) {
      if (one.type === 'calls') for (let call = 0; call < one.count; call++) this.call(one.client, one);
      else if (one.type === 'dying call') await this.#dyingCall(one.client);
      else if (one.type === 'time') await vi.advanceTimersByTimeAsync(one.ms);
      else if (one.type === 'revocation') this.#invalidate([...this.#accepted.keys()].slice(one.ofAll ? 0 : -1));
      else if (one.type === 'endpoint') this.#endpoint = one.mode;
      else if (one.type === 'store') this.#store = one;
      else vi.setSystemTime(Date.now() + one.jump);
    }
    await this.#settle('while it goes on as it was');
    this.#endpoint = 'works';
    this.#store = WORKING_STORE;
    for (const index of this.#clients.keys()) this.call(index);
    await this.#settle('when everything works again');
  }

  async #dyingCall(client: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(0);
    const request = startRequest();
    this.#isDying = true;
    void this.#clients[client % this.#clients.length]!.get('STX_1').catch(() => undefined);
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
    this.#isDying = false;
    request.end();
  }

  /** Lets time pass until all calls have ended. Half an hour is far more than all timeouts and retries need. */
  async #settle(when: string): Promise<void> {
    for (let minute = 0; this.#pending.size > 0 && minute < 30; minute++) await vi.advanceTimersByTimeAsync(60_000);
    if (this.#pending.size > 0) this.violations.push(`calls hang ${when}: ${[...this.#pending].join(', ')}`);
    this.#pending.clear();
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test(
  'in every world of servers, stores, clocks and requests that fail, hang and die, every call ends, and no token is sent by a client that knows it to be rejected',
  { timeout: 7_200_000 },
  async () => {
    const unhandled: unknown[] = [];
    const onUnhandled = (reason: unknown) => void unhandled.push(reason);
    process.on('unhandledRejection', onUnhandled);
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
        const simulation = new Simulation(world);
        await simulation.run();
        vi.useRealTimers();
        expect([...simulation.violations, ...unhandled]).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    process.off('unhandledRejection', onUnhandled);
  },
);
