import { createHash } from 'node:crypto';
import { isPermissionError, q, type Secuconnect } from '@secuconnect/client';
import { pushEvent, type PushTarget } from '@secuconnect/client/pushes';
import type { ForwardedPush, PushSource, SourceStep } from './push-source.ts';
import { SeenObjects, type Seen } from './seen-objects.ts';
import { WATCHED_KINDS, type WatchedKind, type WatchedList, type WatchedObject } from './watched-kinds.ts';

export interface WatchSourceOptions {
  readonly client: Secuconnect;
  /** Part of the ids of events, so that two environments never share one. */
  readonly baseUrl: string;
  readonly targets: ReadonlySet<string>;
  readonly signal: AbortSignal;
  /** Receives what the developer should know. */
  readonly onNotice: (sentence: string) => void;
}

/** Times are in ms since 1970, by the clock of the API. */
interface Change {
  /** The latest change of each kind that was read to its end. */
  readonly latest?: Readonly<Record<string, number>>;
  readonly seen?: Seen;
}

/** The search index lags behind: a change may appear so much later than its time says. */
const INDEX_LAG_MS = 120_000;
const PAGE_SIZE = 500;
/** So many pushes at the most are one step. */
const STEP_SIZE = 200;

/**
 * Finds what has changed in the lists of an API, which has no log of pushes: again and again, it reads what was changed since the latest change, and for the
 * lag of the index before it. A status that differs from the one that was seen last is a push. It compares times of the API only, never with the
 * clock of this computer.
 */
export class WatchSource implements PushSource {
  readonly #options: WatchSourceOptions;
  readonly #kinds: ReadonlyMap<string, WatchedKind>;
  readonly #latest = new Map<string, number>();
  readonly #seen = new SeenObjects();
  /** When the latest change was found, on the monotonic clock. */
  readonly #latestFound = new Map<string, number>();
  /** The kinds that were read again when the lag had passed: nothing before their latest change can appear any more. */
  readonly #settled = new Set<string>();
  readonly #notPermitted = new Set<string>();

  constructor(options: WatchSourceOptions) {
    this.#options = options;
    const all = Object.entries(WATCHED_KINDS);
    this.#kinds = new Map(all.filter(([target]) => options.targets.has(target)));
  }

  apply(change: unknown): void {
    const { latest = {}, seen = {} } = change as Change;
    for (const [target, time] of Object.entries(latest)) {
      this.#latest.set(target, time);
      this.#latestFound.set(target, performance.now());
      this.#settled.delete(target);
    }
    this.#seen.add(seen, Math.min(...this.#latest.values()) - INDEX_LAG_MS);
  }

  snapshot(): unknown {
    return { latest: Object.fromEntries(this.#latest), seen: this.#seen.all() } satisfies Change;
  }

  async begin(since: Date | undefined): Promise<unknown> {
    const latest: Record<string, number> = {};
    const seen: Record<string, Seen[string]> = {};
    for (const [target, kind] of this.#kinds) {
      try {
        if (this.#latest.has(target)) continue;
        latest[target] = since?.getTime() ?? (await this.#newest(kind));
        // Once, so that a kind that is not permitted is known now.
        for await (const object of this.#changed(kind, latest[target] - (since ? 0 : INDEX_LAG_MS))) {
          if (since) break;
          const status = kind.statusOf(object);
          if (status != null) seen[keyOf(target, object)] = [String(status), timeOf(kind, object)];
        }
      } catch (error) {
        if (!isPermissionError(error) || this.#notPermitted.size + 1 === this.#kinds.size) throw error;
        delete latest[target];
        this.#notPermitted.add(target);
        this.#options.onNotice(`The credentials may not read ${target}, which is not watched.`);
      }
    }
    return Object.keys(latest).length > 0 ? ({ latest, seen } satisfies Change) : undefined;
  }

  async *read(): AsyncGenerator<SourceStep> {
    for (const [target, kind] of this.#kinds)
      if (!this.#notPermitted.has(target)) yield* this.#readKind(target as PushTarget, kind);
  }

  async *#readKind(target: PushTarget, kind: WatchedKind): AsyncGenerator<SourceStep> {
    const before = this.#latest.get(target)!;
    const isLate = performance.now() - this.#latestFound.get(target)! > INDEX_LAG_MS;
    const from = this.#settled.has(target) ? before : before - INDEX_LAG_MS;
    let latest = before;
    let pushes: ForwardedPush[] = [];
    let seen: Record<string, Seen[string]> = {};
    for await (const object of this.#changed(kind, from)) {
      const key = keyOf(target, object);
      const status = kind.statusOf(object);
      const time = timeOf(kind, object);
      latest = Math.max(latest, time);
      const known = seen[key]?.[0] ?? this.#seen.statusOf(key);
      if (status == null || object.id === undefined || String(status) === known) continue;
      seen[key] = [String(status), time];
      pushes.push({ event: this.#eventOf(target, kind, object, String(status), known === undefined, from) });
      if (pushes.length < STEP_SIZE) continue;
      yield { pushes, change: { seen } satisfies Change };
      [pushes, seen] = [[], {}];
    }
    if (isLate) this.#settled.add(target);
    if (pushes.length === 0 && latest === before) return;
    const found = latest > before ? { latest: { [target]: latest } } : {};
    yield { pushes, change: { ...found, seen } satisfies Change };
  }

  /** The same change always gets the same id, also from a process that knows nothing of an earlier one. */
  #eventOf(
    target: PushTarget,
    kind: WatchedKind,
    object: WatchedObject,
    status: string,
    isFirst: boolean,
    from: number,
  ) {
    const changed = (kind.times.includes('updated') ? object.updated : undefined) ?? object.created ?? undefined;
    const content = JSON.stringify([this.#options.baseUrl, target, object.id, status, changed]);
    const isNew = isFirst && Date.parse(object.created ?? '') >= from;
    return pushEvent({
      target,
      id: object.id!,
      type: isNew && kind.isAdded(object) ? 'added' : 'changed',
      eventId: `evt_${createHash('sha256').update(content).digest('hex').slice(0, 32)}`,
      created: changed,
    });
  }

  /** The objects of a kind that were changed at or after a time, in an order that a change does not affect: new ones can only move others to later pages. */
  #changed(kind: WatchedKind, from: number): AsyncIterable<WatchedObject> {
    const start = new Date(Math.max(0, from));
    const query = q.or(...kind.times.map((time) => q.gte(time, start)));
    return this.#list(kind, { q: query, sort: 'created:asc,id:asc', count: PAGE_SIZE });
  }

  /** The time of the newest change; 0 without an object. */
  async #newest(kind: WatchedKind): Promise<number> {
    let newest = 0;
    for (const time of kind.times)
      for await (const object of this.#list(kind, { q: q.exists(time), sort: `${time}:desc`, count: 1 })) {
        newest = Math.max(newest, timeOf(kind, object));
        break;
      }
    return newest;
  }

  #list(kind: WatchedKind, query: object): AsyncIterable<WatchedObject> {
    const list = kind.listOf(this.#options.client) as WatchedList;
    const fields = ['id', 'created', ...(kind.times.includes('updated') ? ['updated'] : []), ...kind.fields].join(',');
    return list.list({ ...query, fields }, { signal: this.#options.signal });
  }
}

const keyOf = (target: string, { id }: WatchedObject): string => `${target}:${id}`;

/** When the object was changed last. */
const timeOf = ({ times }: WatchedKind, object: WatchedObject): number =>
  Math.max(0, ...times.map((time) => Date.parse(object[time] ?? '')).filter((time) => !Number.isNaN(time)));
