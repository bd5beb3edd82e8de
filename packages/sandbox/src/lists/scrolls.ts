import { ApiException, invalid } from '../engine/exception.ts';
import type { Clock } from '../engine/clock.ts';
import type { Ids } from '../engine/ids.ts';

/** How many scrolls may be open at a time. */
const MAX_OPEN = 100;
const UNITS = { s: 1000, m: 60_000, h: 3_600_000 };

/** How the objects of a scroll are shown: as its first call has asked. */
export interface Shape {
  readonly fields?: string | undefined;
  readonly expand?: string | boolean | undefined;
}

interface Scroll {
  /** The JSON of the matches as it was at the start. */
  texts: readonly string[];
  position: number;
  readonly size: number;
  readonly shape: Shape;
  expiresAt: number;
}

/** A batch of a scroll. */
export interface Batch {
  readonly texts: readonly string[];
  readonly scrollId: string;
  readonly shape: Shape;
}

/**
 * Scrolls: snapshots of the matches, read in batches. Each batch brings a new id, and every id of a scroll continues it, also an older one. After the
 * last match come empty batches, until the scroll expires.
 */
export class Scrolls {
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #open = new Map<string, Scroll>();

  constructor(clock: Clock, ids: Ids) {
    this.#clock = clock;
    this.#ids = ids;
  }

  /**
   * @param expire How long the scroll is kept: a number with `s`, `m` or `h`.
   * @throws ApiException for another `expire`, and when too many scrolls are open.
   */
  start(texts: readonly string[], size: number, expire: string, shape: Shape = {}): Batch {
    const duration = durationOf(expire);
    if (size === 0) throw invalid('count must not be 0 in a scroll');
    for (const [name, { expiresAt }] of this.#open) if (expiresAt <= this.#clock.now()) this.#open.delete(name);
    if (this.#open.size >= MAX_OPEN) throw invalid(`More than ${MAX_OPEN} scrolls are open; let some expire first`);
    const name = this.#ids.letters(24);
    const scroll: Scroll = { texts, position: 0, size, shape, expiresAt: this.#clock.now() + duration };
    this.#open.set(name, scroll);
    return this.#next(name, scroll);
  }

  /**
   * @param expire How long the scroll is kept from now on; without it, it expires when it would have.
   * @throws ApiException (ProductNotFoundException) for an id that is unknown or has expired.
   */
  continue(id: string, expire: string | undefined): Batch {
    const [name = ''] = id.split('-', 1);
    const scroll = this.#open.get(name);
    const expired = scroll && scroll.expiresAt <= this.#clock.now();
    if (!scroll || expired)
      throw new ApiException(
        'ProductNotFoundException',
        expired ? `The scroll ${id} has expired; start again` : `There is no scroll ${id}; it may have expired`,
      );
    if (expire !== undefined) scroll.expiresAt = this.#clock.now() + durationOf(expire);
    return this.#next(name, scroll);
  }

  #next(name: string, scroll: Scroll): Batch {
    const texts = scroll.texts.slice(scroll.position, scroll.position + scroll.size);
    scroll.position += texts.length;
    if (texts.length === 0) scroll.texts = [];
    return { texts, scrollId: `${name}-${scroll.position}`, shape: scroll.shape };
  }
}

function durationOf(expire: string): number {
  const [, number, unit] = /^(\d{1,6})([smh])$/.exec(expire) ?? [];
  const duration = Number(number ?? 0) * UNITS[(unit ?? 's') as keyof typeof UNITS];
  if (duration === 0) throw invalid(`scroll_expire must be a number with s, m or h, such as 5m, not "${expire}"`);
  return duration;
}
