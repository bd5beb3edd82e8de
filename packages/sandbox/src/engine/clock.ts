/** The time of the sandbox. */
export interface Clock {
  /** In milliseconds since 1970. */
  now(): number;
}

/**
 * A clock that follows the computer's clock, or stands still until it is moved. It only moves forward, so that nothing that has expired
 * becomes valid again.
 */
export class SandboxClock implements Clock {
  readonly #wall: () => number;
  #stoppedAt: number | undefined;
  #ahead = 0;

  /**
   * @param start A time to stand still at, in milliseconds since 1970. Without it, the clock follows `wall`.
   * @param wall The clock of the computer.
   */
  constructor(start?: number, wall: () => number = Date.now) {
    this.#stoppedAt = start;
    this.#wall = wall;
  }

  /** Whether the clock stands still until it is moved. */
  get stopped(): boolean {
    return this.#stoppedAt !== undefined;
  }

  now(): number {
    return (this.#stoppedAt ?? this.#wall()) + this.#ahead;
  }

  /** Moves the clock to a later time; an earlier one leaves it where it is. */
  moveTo(time: number): void {
    this.#ahead += Math.max(0, time - this.now());
  }

  /** Returns to the start, if the clock stands still: only when nothing remembers a later time. */
  restart(): void {
    if (this.stopped) this.#ahead = 0;
  }

  /** How far the clock was moved, in milliseconds. */
  get ahead(): number {
    return this.#ahead;
  }
}

/** The last time that the API can write: the end of the year 9999. */
export const LAST_TIME = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** A time as the API writes it: ISO 8601 with an offset, without fractions of a second. */
export const isoTime = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}+00:00`;
