import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { rejectOnAbort } from '../../src/internal/abort.ts';
import { memoryTokenStore } from '../../src/auth/stores/memory-token-store.ts';
import type { GrantTokenSource } from '../../src/auth/token-source/grant-token-source.ts';
import type { TokenStore } from '../../src/auth/stores/token-store.ts';
import { source } from '../auth/auth-fixture.ts';
import { json } from '../stub-fetch.ts';

/** What can happen, one after the other; calls go on while other things happen. */
type Step =
  | {
      readonly is: 'calls';
      readonly client: number;
      readonly count: number;
      readonly travel: number;
      readonly patience: number;
    }
  | { readonly is: 'time'; readonly ms: number }
  | { readonly is: 'revoked' }
  | { readonly is: 'endpoint'; readonly up: boolean };

const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        is: fc.constant('calls' as const),
        client: fc.nat(2),
        count: fc.integer({ min: 1, max: 5 }),
        travel: fc.nat(300),
        patience: fc.constantFrom(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 20, 200),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        is: fc.constant('time' as const),
        ms: fc.oneof(fc.nat(500), fc.nat(20_000), fc.nat(2_000_000)),
      }),
    },
    { weight: 2, arbitrary: fc.constant({ is: 'revoked' as const }) },
    { weight: 1, arbitrary: fc.record({ is: fc.constant('endpoint' as const), up: fc.boolean() }) },
  ),
  { maxLength: 40 },
) satisfies fc.Arbitrary<Step[]>;

const worlds = fc
  .record({
    clients: fc.integer({ min: 1, max: 3 }),
    lifetime: fc.constantFrom(2, 30, 300, 1200),
    clock: fc.constantFrom(-7_200_000, 0, 3_600_000),
    delay: fc.nat(400),
    storeDelay: fc.nat(50),
    steps,
  })
  // A client that has only ever taken its token from a store has not seen the clock of the server.
  .map((world) => (world.clients > 1 ? { ...world, clock: 0 } : world));

type World = typeof worlds extends fc.Arbitrary<infer One> ? One : never;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A memory store that takes its time. */
function slow(store: TokenStore, delay: number): TokenStore {
  return {
    get: (key) => wait(delay).then(() => store.get(key)),
    set: (key, token) => wait(delay).then(() => store.set(key, token)),
    delete: (key) => wait(delay).then(() => store.delete(key)),
    lock: (key, run) => wait(delay).then(() => store.lock!(key, run)),
  };
}

/** A platform that issues tokens, takes them back, and keeps book of what it sees; and clients that make calls. */
class Model {
  readonly #world: World;
  readonly clients: readonly GrantTokenSource[];
  readonly calls: Promise<void>[] = [];
  readonly broken: string[] = [];
  up = true;
  requests = 0;
  /** By name of the token: when it ends by the clock of the server, and whether it was taken back. */
  readonly issued = new Map<string, { readonly ends: number; revoked: boolean }>();
  #latest: string | undefined;
  #asking = 0;
  /** What each client has been told about. */
  readonly #refused = new Map<number, Set<string>>();
  /** The latest token is known to be bad by somebody. */
  readonly #reported = new Set<string>();

  constructor(world: World) {
    this.#world = world;
    const store = world.clients > 1 ? slow(memoryTokenStore(), world.storeDelay) : undefined;
    this.clients = Array.from({ length: world.clients }, () => source({ fetch: this.#endpoint }, undefined, { store }));
  }

  now(): number {
    return Date.now() + this.#world.clock;
  }

  readonly #endpoint = async (_url: unknown, init?: RequestInit): Promise<Response> => {
    this.requests++;
    if (++this.#asking > 1) this.broken.push('two requests for a token at once');
    const latest = this.#latest === undefined ? undefined : this.issued.get(this.#latest)!;
    // A token may be replaced once it is due: in the last quarter of its life, or when it is known to be bad. To the client, its life began
    // when it was asked for; and a second is what the `Date` header leaves open.
    const due = (latest?.ends ?? 0) - this.#world.lifetime * 250 - this.#world.delay - 1000;
    const isDue = this.now() >= due;
    if (!isDue && !this.#reported.has(this.#latest!)) this.broken.push(`${this.#latest} was replaced for no reason`);
    await rejectOnAbort(wait(this.#world.delay), init?.signal ?? undefined).finally(() => this.#asking--);
    if (!this.up) return json({}, 503)();
    const name = `t${this.issued.size + 1}`;
    const lifetime = this.#world.lifetime * 1000;
    this.issued.set(name, { ends: this.now() + lifetime, revoked: false });
    this.#latest = name;
    const date = new Date(this.now()).toUTCString();
    return json({ access_token: name, expires_in: this.#world.lifetime }, 200, { date })();
  };

  revoke(): void {
    if (this.#latest !== undefined) this.issued.get(this.#latest)!.revoked = true;
  }

  /** A call as the transport makes it: with what is at hand, and once more with another token when that is refused. */
  async call(at: number, travel: number, patience: number): Promise<void> {
    const client = this.clients[at % this.clients.length]!;
    const refused = this.#refused.get(at % this.clients.length) ?? new Set();
    this.#refused.set(at % this.clients.length, refused);
    const controller = new AbortController();
    const timer =
      patience < Number.POSITIVE_INFINITY ? setTimeout(() => controller.abort(new Error('left')), patience) : undefined;
    try {
      for (let attempt = 0; attempt < 2; attempt++) {
        const known = new Set(refused);
        const token = client.cached() ?? (await client.token(controller.signal));
        if (known.has(token)) this.broken.push(`${token} was handed out after it had been refused`);
        const { ends, revoked } = this.issued.get(token)!;
        if (this.now() >= ends + 1000) this.broken.push(`${token} was handed out after it had expired`);
        await wait(travel);
        if (!revoked && !this.issued.get(token)!.revoked && this.now() < ends) return;
        this.#reported.add(token);
        refused.add(token);
        client.invalidate(token);
      }
    } catch (failure) {
      const reason = failure as Error;
      const expected = reason === controller.signal.reason || !this.up || reason.name === 'ServerError';
      if (!expected) this.broken.push(`a call failed with ${reason.name}: ${reason.message}`);
    } finally {
      clearTimeout(timer);
    }
  }
}

async function play(world: World): Promise<Model> {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
  const model = new Model(world);
  for (const step of world.steps) {
    if (step.is === 'calls') {
      // They arrive one after the other.
      for (let call = 1; call <= step.count; call++)
        model.calls.push(model.call(step.client, step.travel * call, step.patience));
    } else if (step.is === 'time') await vi.advanceTimersByTimeAsync(step.ms);
    else if (step.is === 'revoked') model.revoke();
    else model.up = step.up;
  }
  await vi.runAllTimersAsync();
  await Promise.all(model.calls);
  return model;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test(
  'whatever happens in whatever order: one request at a time, none without a reason, and no call with a token known to be bad',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const model = await play(world);
        expect(model.broken).toEqual([]);
      }),
      { numRuns: 300 },
    );
  },
);

test(
  'whatever has happened before: when the endpoint works again, the next call of every client succeeds',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const model = await play(world);
        model.up = true;
        for (const client of model.clients) {
          const next = client.token();
          await vi.runAllTimersAsync();
          expect(model.issued.get(await next)!.ends).toBeGreaterThan(model.now() - 1000);
        }
      }),
      { numRuns: 300 },
    );
  },
);
