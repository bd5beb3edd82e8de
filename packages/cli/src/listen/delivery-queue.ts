import { backoffMs } from './backoff.ts';
import type { ForwardedPush } from './push-source.ts';
import type { SendResult } from './send.ts';

/** One attempt to deliver a push, and how it ended. */
export interface Delivery {
  readonly push: ForwardedPush;
  readonly result: SendResult;
  readonly isDelivered: boolean;
  readonly ms: number;
  /** 1 for the first. */
  readonly attempt: number;
  /** When the next one follows, in ms; `undefined` after a success. */
  readonly retryIn?: number;
}

export interface DeliveryQueueOptions {
  /** Sends a push; the signal ends the attempt. */
  readonly send: (push: ForwardedPush, signal: AbortSignal) => Promise<SendResult>;
  /** Called before the next push about the same object is sent. */
  readonly onAttempt: (delivery: Delivery) => Promise<void>;
  /** Ends the deliveries. */
  readonly signal: AbortSignal;
}

interface Waiting {
  readonly push: ForwardedPush;
  readonly key: string;
  attempts: number;
  /** On the monotonic clock. */
  notBefore: number;
}

const CONCURRENT = 8;
/** From so many on, no more are read. */
const FULL = 500;
/** The longest delay before the next attempt, in ms: of a push that is not accepted, and while there is no receiver, which is cheap to notice. */
const LONGEST_DELAY_MS = { rejected: 30_000, down: 5_000 };

/**
 * Delivers pushes until each is accepted.
 * - Pushes about one object go one after the other, in their order; objects do not wait for each other.
 * - Only the status 200 accepts a push, as with the API. After anything else, the object of the push waits for its next attempt.
 * - While the receiver is down, one push at a time tries whether it is back.
 */
export class DeliveryQueue {
  readonly #options: DeliveryQueueOptions;
  readonly #waiting: Waiting[] = [];
  readonly #active = new Map<string, Promise<void>>();
  /** Whether the receiver is down. Times are on the monotonic clock. */
  readonly #receiver = { failures: 0, failedAt: 0, notBefore: 0 };
  #failure: { readonly error: unknown } | undefined;
  #wake: () => void = () => undefined;
  #onRoom: () => void = () => undefined;

  constructor(options: DeliveryQueueOptions) {
    this.#options = options;
  }

  /** How many are not delivered. */
  get size(): number {
    return this.#waiting.length;
  }

  add(pushes: readonly ForwardedPush[]): void {
    for (const push of pushes) {
      const [{ object, id } = { object: push.event.target, id: '' }] = push.event.data;
      this.#waiting.push({ push, key: `${object}:${id}`, attempts: 0, notBefore: 0 });
    }
    this.#wake();
  }

  /** Waits until there is room for more, or the deliveries have ended. */
  async room(): Promise<void> {
    while (this.#waiting.length >= FULL && !this.#hasEnded)
      await new Promise<void>((resolve) => (this.#onRoom = resolve));
  }

  /** Delivers until the signal is aborted. @throws what `onAttempt` throws. */
  async run(): Promise<void> {
    const wake = (): void => this.#wake();
    this.#options.signal.addEventListener('abort', wake);
    while (!this.#hasEnded) {
      const now = performance.now();
      const next = this.#next(now);
      if (next) this.#start(next);
      else await this.#change(this.#nextTime(now));
    }
    this.#options.signal.removeEventListener('abort', wake);
    this.#onRoom();
    await Promise.all(this.#active.values());
    if (this.#failure) throw this.#failure.error;
  }

  get #hasEnded(): boolean {
    return this.#options.signal.aborted || this.#failure !== undefined;
  }

  get #isBusy(): boolean {
    return this.#active.size >= (this.#receiver.failures > 0 ? 1 : CONCURRENT);
  }

  /** The oldest push that may be sent now. */
  #next(now: number): Waiting | undefined {
    if (this.#isBusy || this.#receiver.notBefore > now) return undefined;
    return this.#heads().find(({ notBefore }) => notBefore <= now);
  }

  /** The first push of each object that is not being sent. */
  #heads(): Waiting[] {
    const keys = new Set(this.#active.keys());
    return this.#waiting.filter(({ key }) => !keys.has(key) && keys.add(key));
  }

  /** When time alone makes a push ready; `undefined` if something else has to happen first. */
  #nextTime(now: number): number | undefined {
    if (this.#isBusy) return undefined;
    const times = this.#heads().map(({ notBefore }) => Math.max(notBefore, this.#receiver.notBefore));
    return times.length > 0 ? Math.max(0, Math.min(...times) - now) : undefined;
  }

  async #change(within: number | undefined): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (within !== undefined) timer = setTimeout(resolve, within);
    });
    clearTimeout(timer);
  }

  #start(waiting: Waiting): void {
    const delivery = this.#deliver(waiting)
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => {
        this.#active.delete(waiting.key);
        this.#wake();
      });
    this.#active.set(waiting.key, delivery);
  }

  async #deliver(waiting: Waiting): Promise<void> {
    const { send, onAttempt, signal } = this.#options;
    const { push } = waiting;
    const started = performance.now();
    const result = await send(push, signal);
    // An attempt that was interrupted says nothing about the receiver.
    if (signal.aborted && 'error' in result) return;
    const ms = Math.round(performance.now() - started);
    const attempt = ++waiting.attempts;
    const isDelivered = 'status' in result && result.status === 200;
    if ('status' in result) this.#receiver.failures = 0;
    if (isDelivered) {
      await onAttempt({ push, result, isDelivered, ms, attempt });
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
      return this.#onRoom();
    }
    const isDown = 'error' in result;
    if (isDown) this.#receiverFailed(started);
    // Its own delay grows too: it may be what takes the receiver down.
    const now = performance.now();
    const own = now + backoffMs(attempt, isDown ? LONGEST_DELAY_MS.down : LONGEST_DELAY_MS.rejected);
    waiting.notBefore = isDown ? Math.max(own, this.#receiver.notBefore) : own;
    await onAttempt({ push, result, isDelivered, ms, attempt, retryIn: Math.round(waiting.notBefore - now) });
  }

  #receiverFailed(started: number): void {
    const receiver = this.#receiver;
    // Attempts that were under way together fail together: one failure.
    if (receiver.failures > 0 && started < receiver.failedAt) return;
    receiver.failedAt = performance.now();
    receiver.failures++;
    receiver.notBefore = receiver.failedAt + backoffMs(receiver.failures, LONGEST_DELAY_MS.down);
  }
}
