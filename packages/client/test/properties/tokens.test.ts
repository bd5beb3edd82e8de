import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryTokenStore } from '../../src/auth/stores/memory-token-store.ts';
import type { TokenStore } from '../../src/auth/stores/token-store.ts';
import type { GrantTokenSource } from '../../src/auth/token-source/grant-token-source.ts';
import { rejectOnAbort } from '../../src/internal/abort.ts';
import { grantTokenSource } from '../auth/auth-fixture.ts';
import { json } from '../stub-fetch.ts';

/** Scenarios per run of the suite; `FUZZ_RUNS=100000` for a long one. A failure prints its seed. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 300);

/** What can happen, one after the other. Calls continue while other steps happen. */
type Step =
  | {
      readonly type: 'calls';
      readonly client: number;
      readonly count: number;
      /** How long the request of a call takes, in ms. */
      readonly latency: number;
      /** When a call that waits for a token is aborted, in ms. */
      readonly abortAfter: number;
    }
  | { readonly type: 'time'; readonly ms: number }
  | { readonly type: 'revocation' }
  | { readonly type: 'endpoint'; readonly isUp: boolean };

const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        type: fc.constant('calls' as const),
        client: fc.nat(2),
        count: fc.integer({ min: 1, max: 5 }),
        latency: fc.nat(300),
        abortAfter: fc.constantFrom(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 20, 200),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        type: fc.constant('time' as const),
        ms: fc.oneof(fc.nat(500), fc.nat(20_000), fc.nat(2_000_000)),
      }),
    },
    { weight: 2, arbitrary: fc.constant({ type: 'revocation' as const }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('endpoint' as const), isUp: fc.boolean() }) },
  ),
  { maxLength: 40 },
) satisfies fc.Arbitrary<Step[]>;

const scenarios = fc
  .record({
    clients: fc.integer({ min: 1, max: 3 }),
    /** Of a token, in seconds. */
    lifetime: fc.constantFrom(2, 30, 300, 1200),
    /** How far the server's clock is ahead, in ms. */
    clockSkew: fc.constantFrom(-7_200_000, 0, 3_600_000),
    endpointLatency: fc.nat(400),
    storeLatency: fc.nat(50),
    steps,
  })
  // A client that has only ever taken its token from a store has received no response that shows the server's clock.
  .map((scenario) => (scenario.clients > 1 ? { ...scenario, clockSkew: 0 } : scenario));

type Scenario = typeof scenarios extends fc.Arbitrary<infer One> ? One : never;

const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A store that takes this long for each method, in ms. */
function slowStore(store: TokenStore, latency: number): TokenStore {
  return {
    get: (key) => delay(latency).then(() => store.get(key)),
    set: (key, token) => delay(latency).then(() => store.set(key, token)),
    delete: (key) => delay(latency).then(() => store.delete(key)),
    lock: (key, run) => delay(latency).then(() => store.lock!(key, run)),
  };
}

/** A server that issues and revokes tokens, clients that make calls, and a record of each violation of the rules. */
class Simulation {
  readonly #scenario: Scenario;
  readonly clients: readonly GrantTokenSource[];
  readonly calls: Promise<void>[] = [];
  readonly violations: string[] = [];
  isEndpointUp = true;
  /** By token: its expiry by the server's clock, and whether it was revoked. */
  readonly issued = new Map<string, { readonly expiresAt: number; isRevoked: boolean }>();
  #latest: string | undefined;
  #tokenRequests = 0;
  /** The tokens that each client knows to be rejected. */
  readonly #rejectedByClient = new Map<number, Set<string>>();
  /** The tokens that at least one client knows to be rejected. */
  readonly #rejected = new Set<string>();

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    const store = scenario.clients > 1 ? slowStore(memoryTokenStore(), scenario.storeLatency) : undefined;
    this.clients = Array.from({ length: scenario.clients }, () =>
      grantTokenSource({ fetch: this.#endpoint }, undefined, { store }),
    );
  }

  /** The server's clock. */
  now(): number {
    return Date.now() + this.#scenario.clockSkew;
  }

  readonly #endpoint = async (_url: unknown, init?: RequestInit): Promise<Response> => {
    const { endpointLatency, lifetime } = this.#scenario;
    if (++this.#tokenRequests > 1) this.violations.push('two token requests at once');
    const latest = this.#latest === undefined ? undefined : this.issued.get(this.#latest)!;
    // A token may be replaced in the last quarter of its life, or when it is known to be rejected. To the client, its life began with the request
    // for it; and a second is what the `Date` header leaves open.
    const dueAt = (latest?.expiresAt ?? 0) - lifetime * 250 - endpointLatency - 1000;
    const isDue = this.now() >= dueAt;
    if (!isDue && !this.#rejected.has(this.#latest!))
      this.violations.push(`${this.#latest} was replaced without a reason`);
    await rejectOnAbort(delay(endpointLatency), init?.signal ?? undefined).finally(() => this.#tokenRequests--);
    if (!this.isEndpointUp) return json({}, 503)();
    const token = `t${this.issued.size + 1}`;
    this.issued.set(token, { expiresAt: this.now() + lifetime * 1000, isRevoked: false });
    this.#latest = token;
    const date = new Date(this.now()).toUTCString();
    return json({ access_token: token, expires_in: lifetime }, 200, { date })();
  };

  revoke(): void {
    if (this.#latest !== undefined) this.issued.get(this.#latest)!.isRevoked = true;
  }

  /** Makes a call as the transport does: with the cached token if there is one, and a second time with another token when that is rejected. */
  async call(clientIndex: number, latency: number, abortAfter: number): Promise<void> {
    const index = clientIndex % this.clients.length;
    const client = this.clients[index]!;
    const rejected = this.#rejectedByClient.get(index) ?? new Set();
    this.#rejectedByClient.set(index, rejected);
    const controller = new AbortController();
    const timer =
      abortAfter < Number.POSITIVE_INFINITY
        ? setTimeout(() => controller.abort(new Error('left')), abortAfter)
        : undefined;
    try {
      for (let attempt = 0; attempt < 2; attempt++) {
        const rejectedBefore = new Set(rejected);
        const token = client.cached() ?? (await client.token(controller.signal));
        if (rejectedBefore.has(token)) this.violations.push(`${token} was used after it had been rejected`);
        const { expiresAt, isRevoked } = this.issued.get(token)!;
        if (this.now() >= expiresAt + 1000) this.violations.push(`${token} was used after it had expired`);
        await delay(latency);
        if (!isRevoked && !this.issued.get(token)!.isRevoked && this.now() < expiresAt) return;
        this.#rejected.add(token);
        rejected.add(token);
        client.invalidate(token);
      }
    } catch (failure) {
      const error = failure as Error;
      const isExpected = error === controller.signal.reason || !this.isEndpointUp || error.name === 'ServerError';
      if (!isExpected) this.violations.push(`a call failed with ${error.name}: ${error.message}`);
    } finally {
      clearTimeout(timer);
    }
  }
}

async function simulate(scenario: Scenario): Promise<Simulation> {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
  const simulation = new Simulation(scenario);
  for (const step of scenario.steps) {
    if (step.type === 'calls') {
      // Their requests arrive one after the other.
      for (let call = 1; call <= step.count; call++)
        simulation.calls.push(simulation.call(step.client, step.latency * call, step.abortAfter));
    } else if (step.type === 'time') await vi.advanceTimersByTimeAsync(step.ms);
    else if (step.type === 'revocation') simulation.revoke();
    else simulation.isEndpointUp = step.isUp;
  }
  await vi.runAllTimersAsync();
  await Promise.all(simulation.calls);
  return simulation;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test(
  'in any order of events, tokens are requested one at a time and only with a reason, and no call uses a token known to be rejected',
  { timeout: 7_200_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        const { violations } = await simulate(scenario);
        expect(violations).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  },
);

test(
  'after any order of events, the next call of every client succeeds when the token endpoint works',
  { timeout: 7_200_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        const simulation = await simulate(scenario);
        simulation.isEndpointUp = true;
        for (const client of simulation.clients) {
          const next = client.token();
          await vi.runAllTimersAsync();
          expect(simulation.issued.get(await next)!.expiresAt).toBeGreaterThan(simulation.now() - 1000);
        }
      }),
      { numRuns: RUNS },
    );
  },
);
