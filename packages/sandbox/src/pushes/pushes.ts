import { isoTime } from '../engine/clock.ts';
import type { Engine, PushSender } from '../engine/engine.ts';
import type { Job } from '../engine/schedule.ts';
import { InOrder } from './in-order.ts';
import { PushFeed, type FeedPage } from './push-feed.ts';
import type { PushEvent, PushRecord } from './push-record.ts';
import { obstacleOf, sendPush } from './send-push.ts';

/** What pushes need of the engine that they are a part of. */
export type PushParts = Omit<Engine, 'pushes'> & { readonly fetch: typeof fetch };

/** A push as the store keeps it. */
interface Push extends Omit<PushRecord, 'nextAttempt'> {
  /** When the next attempt follows, while the push waits. Times are in milliseconds since 1970. */
  readonly next?: number;
  /** When to give up. */
  readonly end: number;
  /** How many attempts have failed since the push was last asked for. */
  readonly failures: number;
}

interface Payload extends Record<string, unknown> {
  readonly push: string;
  /** Whether this is an additional copy, which is sent once in any case. */
  readonly isCopy: boolean;
}

const KIND = '_pushes';
const JOB = 'pushes.send';
/** The longest log. Pushes that still wait are kept beyond it. */
const MAX_RECORDS = 1000;
/** How far pushes are scattered when they may overtake each other, in ms on the clock of the sandbox. */
const DISORDER = 10_000;

/**
 * Sends thin events to receivers, and keeps a log of them. A feed has each event, for programs that fetch them.
 * - Only the status 200 counts as delivered. Anything else is tried again, with pauses that double, until it is time to give up.
 * - Attempts at the same origin are made one after the other, in the order of their events. A push that failed holds up no other.
 * - A push whose response was not seen before a crash is sent again.
 */
export class Pushes implements PushSender {
  readonly #parts: PushParts;
  readonly #inOrder = new InOrder();
  readonly #feed: PushFeed;

  constructor(parts: PushParts) {
    this.#parts = parts;
    this.#feed = new PushFeed(parts.store);
    parts.schedule.onSlow(JOB, (job, signal) => this.#send(job, signal));
  }

  notify(url: string | null | undefined, target: string, id: string, type = 'changed'): void {
    const { store, ids, clock } = this.#parts;
    const event: PushEvent = {
      object: 'event.pushes',
      id: `evt_${ids.hash(24)}`,
      created: isoTime(clock.now()),
      target,
      type,
      data: [{ object: target, id }],
    };
    store.transaction(() => {
      this.#feed.append(event, url);
      if (!url) return;
      this.#trim();
      this.#begin({ id: event.id, url, event, status: 'waiting', attempts: [] });
    });
  }

  /** Newest last. */
  log(): PushRecord[] {
    return Array.from(this.#parts.store.all<Push>(KIND), ({ next, end: _end, failures: _failures, ...record }) => ({
      ...record,
      ...(next !== undefined && { nextAttempt: isoTime(next) }),
    }));
  }

  /** The events after a number, also those of objects without a URL, oldest first. */
  feed(after?: number, limit?: number): FeedPage {
    return this.#feed.read(after, limit);
  }

  /** Sends the same event again, under the same id. Returns whether the log has it, or the feed. */
  replay(id: string): boolean {
    const { store, schedule } = this.#parts;
    return store.transaction(() => {
      const push = store.get<Push>(KIND, id);
      const isInFeed = this.#feed.appendAgain(id);
      if (push?.status === 'waiting') schedule.in(0, JOB, { push: id, isCopy: true } satisfies Payload);
      else if (push) this.#begin(push);
      return push !== undefined || isInFeed;
    });
  }

  /** Forgets every push, also those that wait. */
  clear(): void {
    const { store } = this.#parts;
    store.transaction(() => {
      for (const { id } of store.all(KIND)) store.delete(KIND, id);
      this.#feed.clear();
    });
  }

  #begin({ id, url, event, attempts }: PushRecord): void {
    const { store, clock, schedule, settings } = this.#parts;
    const { delay, giveUpAfter, copies } = settings.pushes;
    const now = clock.now();
    const push: Push = { id, url, event, attempts, status: 'waiting', failures: 0, end: now + giveUpAfter };
    const obstacle = obstacleOf(url);
    if (obstacle) {
      const attempt = { at: isoTime(now), error: obstacle, durationMs: 0 };
      store.put<Push>(KIND, { ...push, status: 'given-up', attempts: [...attempts, attempt] });
      return;
    }
    const next = schedule.in(delay + this.#scatter(), JOB, { push: id, isCopy: false } satisfies Payload);
    store.put<Push>(KIND, { ...push, next });
    for (let copy = 1; copy < copies; copy++)
      schedule.in(delay + this.#scatter(), JOB, { push: id, isCopy: true } satisfies Payload);
  }

  #scatter(): number {
    const { settings, ids } = this.#parts;
    return settings.pushes.disorder ? Math.floor(ids.fraction() * DISORDER) : 0;
  }

  async #send(job: Job, signal: AbortSignal): Promise<() => void> {
    const { push: id, isCopy } = job.payload as Payload;
    const { store, clock, settings } = this.#parts;
    const push = store.get<Push>(KIND, id);
    const isLate = push && clock.now() > push.end;
    // A job that is not the next attempt was overtaken by a copy or a replay.
    if (!push || (isCopy ? isLate : push.next !== job.at)) return () => undefined;
    if (isLate) return () => this.#update(id, giveUp);
    return this.#inOrder.run(new URL(push.url).origin, async () => {
      const at = isoTime(clock.now());
      const started = performance.now();
      const answer = await sendPush(push.url, push.event, {
        fetch: this.#parts.fetch,
        timeout: settings.pushes.timeout,
        signal,
      });
      const attempt = { at, ...answer, durationMs: Math.round(performance.now() - started) };
      const isDelivered = 'status' in answer && answer.status === 200;
      return () =>
        this.#update(id, (current) => {
          const tried = { ...current, attempts: [...current.attempts, attempt] };
          if (isDelivered) return finished(tried, 'delivered');
          return isCopy || current.status !== 'waiting' ? tried : this.#retry(tried);
        });
    });
  }

  /** The next pause begins when the attempt has failed. */
  #retry(push: Push): Push {
    const { clock, schedule, settings } = this.#parts;
    const { retryDelay, longestRetryDelay } = settings.pushes;
    // Never 0, with which an advance would not end.
    const pause = Math.max(1, Math.min(retryDelay * 2 ** push.failures, longestRetryDelay));
    if (clock.now() + pause > push.end) return giveUp(push);
    const next = schedule.in(pause, JOB, { push: push.id, isCopy: false } satisfies Payload);
    return { ...push, next, failures: push.failures + 1 };
  }

  /** A push that was forgotten in the meantime stays forgotten. */
  #update(id: string, change: (push: Push) => Push): void {
    const push = this.#parts.store.get<Push>(KIND, id);
    if (push) this.#parts.store.put<Push>(KIND, change(push));
  }

  /** Makes room for one record. */
  #trim(): void {
    const { store } = this.#parts;
    let excess = store.size(KIND) + 1 - MAX_RECORDS;
    if (excess <= 0) return;
    for (const { id, status } of store.all<Push>(KIND)) {
      if (status === 'waiting') continue;
      store.delete(KIND, id);
      excess -= 1;
      if (excess <= 0) return;
    }
  }
}

const finished = ({ next: _next, ...push }: Push, status: 'delivered' | 'given-up'): Push => ({ ...push, status });

const giveUp = (push: Push): Push => finished(push, 'given-up');
