import type { Store, Stored } from '../store/store.ts';
import type { PushEvent } from './push-record.ts';

/** An event in the feed. */
export interface FedPush {
  readonly event: PushEvent;
  /** The push URL of the object; null without one. */
  readonly url: string | null;
}

/** A part of the feed, oldest first. */
export interface FeedPage {
  readonly pushes: readonly FedPush[];
  /** Where to go on: the number of the last event of this page. */
  readonly cursor: number;
  /** The number of the newest event; 0 before the first one. */
  readonly latest: number;
  /** Whether events after the number that was asked for were dropped to make room. */
  readonly isIncomplete: boolean;
}

interface Entry extends Stored, FedPush {}

const KIND = '_push_feed';
const DROPPED_KIND = '_push_feed_dropped';
/** The longest feed. An event takes some 400 bytes. */
const MAX_EVENTS = 10_000;
const DEFAULT_LIMIT = 100;

/**
 * The events for programs that fetch them, which remember how far they are by a number. Numbers come from the clock of the computer, so that they grow
 * over resets, snapshots and restarts: an old cursor never skips a new event.
 */
export class PushFeed {
  readonly #store: Store;
  #latest = 0;

  constructor(store: Store) {
    this.#store = store;
    for (const text of store.texts(KIND)) this.#latest = numberIn(text);
  }

  /** As a part of the transaction that runs. */
  append(event: PushEvent, url: string | null | undefined): void {
    this.#trim();
    this.#latest = Math.max(this.#latest + 1, Date.now() * 1000);
    this.#store.put<Entry>(KIND, { id: String(this.#latest), event, url: url || null });
  }

  /** Returns whether the feed has the event. */
  appendAgain(eventId: string): boolean {
    for (const { event, url } of this.#store.all<Entry>(KIND))
      if (event.id === eventId) {
        this.append(event, url);
        return true;
      }
    return false;
  }

  read(after = 0, limit = DEFAULT_LIMIT): FeedPage {
    const pushes: FedPush[] = [];
    let cursor = after;
    // The common question, whether there is anything new, costs nothing.
    if (after < this.#latest)
      for (const text of this.#store.texts(KIND)) {
        if (pushes.length >= limit) break;
        const number = numberIn(text);
        if (number <= after) continue;
        const { event, url } = JSON.parse(text) as Entry;
        pushes.push({ event, url });
        cursor = number;
      }
    const dropped = Number(this.#store.get<{ number: string }>(DROPPED_KIND, 'latest')?.number ?? 0);
    return { pushes, cursor, latest: this.#latest, isIncomplete: after < dropped };
  }

  /** Forgets every event. */
  clear(): void {
    for (const { id } of this.#store.all(KIND)) this.#store.delete(KIND, id);
    this.#store.delete(DROPPED_KIND, 'latest');
  }

  /** Makes room for one event. */
  #trim(): void {
    if (this.#store.size(KIND) < MAX_EVENTS) return;
    for (const { id } of this.#store.all(KIND)) {
      this.#store.delete(KIND, id);
      this.#store.put(DROPPED_KIND, { id: 'latest', number: id });
      return;
    }
  }
}

/** The number at the beginning of the JSON, which need not be parsed for it. */
const numberIn = (text: string): number => Number(text.slice('{"id":"'.length, text.indexOf('"', '{"id":"'.length)));
