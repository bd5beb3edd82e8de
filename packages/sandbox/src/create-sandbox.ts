import { checkoutPages } from './checkout/routes.ts';
import { LAST_TIME, SandboxClock } from './engine/clock.ts';
import type { Engine } from './engine/engine.ts';
import { Ids } from './engine/ids.ts';
import { restoreClock } from './engine/kept-clock.ts';
import { Schedule } from './engine/schedule.ts';
import { DEFAULT_SETTINGS, type PushSettings, type Settings } from './engine/settings.ts';
import { scheduleAccruals } from './general/contract-payments.ts';
import { Control } from './control/control.ts';
import { plant, type Seed } from './control/seed.ts';
import { controlRoutes } from './control/routes.ts';
import { Api } from './http/api.ts';
import { App } from './http/app.ts';
import type { Incoming, Outgoing } from './http/exchange.ts';
import { Faults } from './http/faults.ts';
import { RequestLog } from './http/request-log.ts';
import { watchRequests } from './http/watch-requests.ts';
import { History } from './history/history.ts';
import { Lists } from './lists/lists.ts';
import { OAuth } from './oauth/oauth.ts';
import { handlersOver } from './handlers/handlers.ts';
import { scheduleB2bMandates } from './onboarding/b2b-mandates.ts';
import { scheduleMandates } from './parties/mandates.ts';
import { scheduleTokens } from './parties/network-tokens.ts';
import { scheduleApprovals } from './onboarding/approval.ts';
import { scheduleIdents } from './onboarding/ident-requests.ts';
import { LiveStreams } from './operator/live-streams.ts';
import { operator } from './operator/operator.ts';
import { Pushes } from './pushes/pushes.ts';
import { schedulePrepaid } from './prepaid/sales.ts';
import { schedulePayments } from './smart/follow-payment.ts';
import { scheduleSubscriptions } from './subscriptions/charge.ts';
import { Validator } from './spec/validator.ts';
import { Store, type Journal } from './store/store.ts';
import { fillHistory, fillWorld } from './world/world.ts';

/** How a sandbox is made. */
export interface SandboxOptions {
  /** How the sandbox behaves where the platform leaves room. */
  readonly settings?: Partial<Omit<Settings, 'pushes'>> & { readonly pushes?: Partial<PushSettings> };
  /**
   * A time at which the clock stands still until it is advanced: ISO 8601, or milliseconds since 1970.
   *
   * @default the clock follows that of the computer
   */
  readonly clock?: string | number;
  /** A number that makes ids and tokens the same in every run. By default, they cannot be guessed. */
  readonly seed?: number;
  /** The only clients that get tokens. By default, every client with every secret does, except for the secret `wrong`. */
  readonly clients?: readonly { readonly id: string; readonly secret: string }[];
  /** Keeps everything that happens, such as in a database. By default, a sandbox forgets at its end. */
  readonly journal?: Journal;
  /** Sends the pushes. @default the global `fetch` */
  readonly fetch?: typeof fetch;
  /**
   * Whether there is a past: `Order 10042` of the documentation, which was paid by debit, under the ids that it has there.
   *
   * @default false
   */
  readonly history?: boolean;
  /** Objects to start with, by kind; `reset` returns to them. With a journal that has objects already, nothing is added. */
  readonly objects?: Seed;
  /** Host names that the sandbox answers for, besides those of the own computer. */
  readonly hostNames?: readonly string[];
  /**
   * Whether every answer is checked against the spec: one that violates it becomes an error, and undoes its call.
   *
   * @default true
   */
  readonly checkAnswers?: boolean;
}

/** One is a mistake of the sandbox; many come from the same. */
const MAX_VIOLATIONS = 1000;

/** A Secuconnect in this process. */
export interface Sandbox {
  /**
   * Answers a request, as a server would: for `fetch` options, and for servers of every runtime.
   *
   * @throws TypeError when the sandbox breaks the connection.
   */
  readonly fetch: (input: Request | string | URL, init?: RequestInit) => Promise<Response>;
  /**
   * Answers a request of the API without the cost of a `Request`, for servers that have requests of their own.
   *
   * @returns `undefined` for what only `fetch` answers: pages, and the control API.
   * @throws TypeError when the sandbox breaks the connection.
   */
  readonly answer: (request: Incoming) => Promise<Outgoing> | undefined;
  /** Options for a client: `new Secuconnect(sandbox.options())`. */
  options(): { baseUrl: string; auth: { clientId: string; clientSecret: string }; fetch: typeof fetch };
  /** Everything that the platform would do by itself, or keep from you: time, outcomes, faults, pushes. */
  readonly control: Control;
  /** Ends timers and pushes, and closes the journal. */
  close(): Promise<void>;
}

/**
 * Makes a Secuconnect in this process, without a port.
 *
 * ```ts
 * const sandbox = createSandbox();
 * const secuconnect = new Secuconnect(sandbox.options());
 * ```
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { clock: start, seed, clients, journal, hostNames = [], checkAnswers = true } = options;
  const settings = settingsFrom(options);
  const store = new Store(journal);
  const clock = new SandboxClock(start === undefined ? undefined : timeFrom(start));
  const ids = new Ids((name) => countUp(store, name), seed);
  const schedule = new Schedule(store, clock, ids);
  const sendPush: typeof fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const pushes = new Pushes({ clock, schedule, store, ids, settings, fetch: sendPush });
  const engine: Engine = { clock, schedule, store, ids, pushes, settings };
  const oauth = new OAuth(engine, clients ? { clients } : {});
  const lists = new Lists({ store, clock, ids, lag: () => settings.indexLag });
  const faults = new Faults();
  const requests = new RequestLog();
  const violations: { readonly operation: string; readonly violation: string }[] = [];
  schedulePayments(engine);
  schedulePrepaid(engine);
  scheduleSubscriptions(engine);
  scheduleAccruals(engine);
  scheduleApprovals(engine);
  scheduleIdents(engine);
  scheduleB2bMandates(engine);
  scheduleMandates(engine);
  scheduleTokens(engine);
  const fill = (): void => {
    fillWorld(store);
    if (options.history) fillHistory(store);
    if (options.objects) plant(store, options.objects);
  };
  if (store.size('general.contracts') === 0) fill();
  restoreClock(store, clock);
  const streams = new LiveStreams();
  const history = new History(() => clock.now());
  history.follow(store);
  store.onCommit(() => streams.changed());
  schedule.onQuestion = () => streams.changed();
  const control = new Control({
    engine,
    pushes,
    oauth,
    faults,
    requests,
    violations,
    initial: settingsFrom(options),
    fill,
    onReset: () => history.clear(),
  });
  const api = new Api({
    engine,
    authenticate: (header) => oauth.authenticate(header),
    handlers: handlersOver(lists),
    validator: new Validator(),
    faults,
    checkAnswers,
    onViolation: (operation, violation) => {
      if (violations.length < MAX_VIOLATIONS) violations.push({ operation, violation });
    },
  });
  const app = new App({
    api,
    oauth,
    faults,
    operator: operator({ control, engine, history, streams }),
    control: controlRoutes(control),
    checkout: checkoutPages(engine),
    hostNames,
    watch: watchRequests({ clock, history, requests, onEnd: () => streams.changed() }),
  });
  schedule.start();

  const respond: Sandbox['fetch'] = async (input, init) =>
    app.fetch(input instanceof Request && !init ? input : new Request(input, init));
  return {
    fetch: respond,
    answer: (request) => app.answer(request),
    options: () => ({
      baseUrl: `${settings.publicUrl}/api/v2`,
      auth: { clientId: clients?.[0]?.id ?? 'sandbox', clientSecret: clients?.[0]?.secret ?? 'sandbox' },
      fetch: respond as typeof fetch,
    }),
    control,
    close: async () => {
      streams.close();
      await schedule.close();
      store.close();
    },
  };
}

const settingsFrom = ({ clock, settings }: SandboxOptions): Settings => ({
  ...DEFAULT_SETTINGS,
  // A call waits for its terminal: a test that waits for the call cannot move the clock meanwhile.
  ...(clock !== undefined && { terminalDelay: 0 }),
  ...settings,
  pushes: { ...DEFAULT_SETTINGS.pushes, ...settings?.pushes },
});

function timeFrom(start: string | number): number {
  const time = typeof start === 'string' ? Date.parse(start) : start;
  if (!(time >= 0 && time <= LAST_TIME))
    throw new TypeError(`The clock ${JSON.stringify(start)} is not a time in ISO 8601 from 1970 to 9999.`);
  return time;
}

/** Counters are kept with everything else, so that a restart goes on. */
function countUp(store: Store, name: string): number {
  const { next = 0 } = store.get<{ next: number }>('_counters', name) ?? {};
  store.put('_counters', { id: name, next: next + 1 } as never);
  return next;
}
