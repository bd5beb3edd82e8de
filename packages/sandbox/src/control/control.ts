import type { Engine } from '../engine/engine.ts';
import { invalid, notFound } from '../engine/exception.ts';
import { isoTime } from '../engine/clock.ts';
import type { Settings } from '../engine/settings.ts';
import type { Faults } from '../http/faults.ts';
import type { RequestLog } from '../http/request-log.ts';
import type { OAuth } from '../oauth/oauth.ts';
import type { Pushes } from '../pushes/pushes.ts';
import type { Change, Stored } from '../store/store.ts';
import { duration } from './duration.ts';
import { Payers } from './payers.ts';
import { Reviewers } from './reviewers.ts';

export interface ControlParts {
  readonly engine: Engine;
  readonly pushes: Pushes;
  readonly oauth: OAuth;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly violations: { readonly operation: string; readonly violation: string }[];
  /** What the settings were at the start. */
  readonly initial: Settings;
  /** Fills an empty store. */
  readonly fill: () => void;
}

/** Objects by kind, such as `{ 'general.stores': [{ id: 'STO_…' }] }`. */
export type Seed = Readonly<Record<string, readonly Stored[]>>;

/** What the platform does by itself, or keeps from a merchant. */
export class Control {
  readonly #parts: ControlParts;
  readonly #snapshots = new Map<string, readonly Change[]>();
  /** What payers, banks and the platform do with a payment. */
  readonly payers: Payers;
  /** What the staff of the platform and the providers of identifications decide. */
  readonly reviewers: Reviewers;
  /** Rules by which calls fail. */
  readonly faults: Faults;
  /** The latest requests of the API. */
  readonly requests: RequestLog;
  readonly pushes: Pick<Pushes, 'log' | 'replay' | 'clear'>;
  /** Devices that wait for a person, and tokens. */
  readonly oauth: Pick<OAuth, 'waiting' | 'approve' | 'deny' | 'expireTokens'>;
  /** Answers of the sandbox that broke the spec: faults of the sandbox. */
  readonly violations: readonly { readonly operation: string; readonly violation: string }[];

  constructor(parts: ControlParts) {
    this.#parts = parts;
    this.payers = new Payers(parts.engine);
    this.reviewers = new Reviewers(parts.engine);
    this.faults = parts.faults;
    this.requests = parts.requests;
    this.pushes = parts.pushes;
    this.oauth = parts.oauth;
    this.violations = parts.violations;
  }

  /** The time of the sandbox, ISO 8601. */
  get now(): string {
    return isoTime(this.#parts.engine.clock.now());
  }

  /** The settings; what is changed applies from then on. */
  get settings(): Settings {
    return this.#parts.engine.settings;
  }

  /**
   * Changes settings by name, those of pushes too.
   *
   * @throws ApiException for a name that does not exist, or a value of another type.
   */
  changeSettings(changes: Readonly<Record<string, unknown>>): void {
    const { pushes, ...others } = changes;
    assign(this.settings, others);
    if (pushes !== undefined) assign(this.settings.pushes, pushes as Readonly<Record<string, unknown>>);
  }

  /**
   * Moves the clock, and does on the way what becomes due: pushes and their redeliveries, transfers, checks. Resolves when all of it is done.
   *
   * @param by Milliseconds, or a text such as `30s`, `20m`, `24h` or `3d`.
   */
  async advance(by: number | string): Promise<void> {
    await this.#parts.engine.schedule.advance(typeof by === 'number' ? by : duration(by));
  }

  /** Does what is due now, and waits for pushes that are under way. */
  async idle(): Promise<void> {
    await this.#parts.engine.schedule.advance(0);
  }

  /** Forgets everything, and starts again with what a new sandbox has. The clock goes on. */
  reset(): void {
    const { engine, faults, requests, violations, initial, fill } = this.#parts;
    engine.store.replace();
    faults.clear();
    requests.clear();
    violations.length = 0;
    Object.assign(engine.settings, structuredClone(initial));
    fill();
  }

  /** Adds objects, or replaces those with the same id. */
  seed(objects: Seed): void {
    const { store } = this.#parts.engine;
    store.transaction(() => {
      for (const [kind, list] of Object.entries(objects))
        for (const object of list) {
          if (typeof object.id !== 'string') throw invalid(`An object of ${kind} has no id`);
          store.put(kind, { object: kind, ...object } as Stored);
        }
    });
  }

  /** The number of objects of each kind. */
  counts(): Readonly<Record<string, number>> {
    const { store } = this.#parts.engine;
    return Object.fromEntries(
      store
        .kinds()
        .filter((kind) => !kind.startsWith('_'))
        .map((kind) => [kind, store.size(kind)]),
    );
  }

  /** Keeps everything under a name, to return to. */
  save(name: string): void {
    this.#snapshots.set(name, this.#parts.engine.store.dump());
  }

  /**
   * Returns to what was kept. The clock goes on.
   *
   * @throws ApiException 404
   */
  restore(name: string): void {
    const snapshot = this.#snapshots.get(name);
    if (!snapshot) throw notFound('Snapshot', name);
    this.#parts.engine.store.replace(snapshot);
  }

  snapshots(): string[] {
    return [...this.#snapshots.keys()];
  }

  deleteSnapshot(name: string): boolean {
    return this.#snapshots.delete(name);
  }
}

function assign(settings: object, changes: Readonly<Record<string, unknown>>): void {
  const known = settings as Record<string, unknown>;
  for (const [name, value] of Object.entries(changes))
    if (!Object.hasOwn(known, name) || typeof value !== typeof known[name])
      throw invalid(`There is no setting ${name} of this type: use ${Object.keys(known).join(', ')}`);
  Object.assign(settings, changes);
}
