import { monotonicNow } from '../internal/clock.ts';
import { withTimeout } from '../internal/timeout.ts';
import { nameStore } from './name-store.ts';
import { PushError } from './push-error.ts';
import { keepRenewing, LEASE_MS } from './push-lease.ts';
import type { PushStore, PushTurn } from './push-store.ts';

/** How often to ask for a turn that another process has, in ms: the delay doubles from the first to the last. */
const FIRST_DELAY_MS = 50;
const LAST_DELAY_MS = 1_000;

export interface FleetTurnOptions {
  /** How long to wait for the turn, in ms. */
  readonly timeout: number;
  /** Ends the wait too. */
  readonly signal: AbortSignal | undefined;
  /** Runs what extends or ends the turn: reports a failure, and never rejects. */
  readonly useStore: (step: () => Promise<void>) => Promise<void>;
}

/**
 * Runs a task while this process has the turn of an object, if the store knows turns. The turn is renewed until the task has ended.
 *
 * @throws PushError if another process keeps the turn for the whole `timeout`; an error that names the store if it fails until then.
 */
export async function runInTurn(
  store: PushStore,
  key: string,
  options: FleetTurnOptions,
  task: () => Promise<void>,
): Promise<void> {
  if (!store.turn) return task();
  const { timeout, useStore } = options;
  // Shorter than the wait of the others: they must outlast a process that has died.
  const lease = Math.min(LEASE_MS, timeout / 2);
  const turn = await acquire(() => store.turn!(key, lease), options);
  const renew = async (): Promise<void> => {
    if (await turn.renew(lease)) return;
    // Without waiting for itself.
    void stopRenewing();
    throw new PushError('timeout', `The turn of ${key} expired before its handler ended, and another process has it.`);
  };
  const stopRenewing = keepRenewing(lease, () => useStore(renew));
  try {
    await task();
  } finally {
    await stopRenewing();
    await useStore(() => turn.release());
  }
}

/** Asks until the turn is free. A store that fails is asked again, too. */
async function acquire(
  attempt: () => Promise<PushTurn | undefined>,
  { timeout, signal }: FleetTurnOptions,
): Promise<PushTurn> {
  const endsAt = monotonicNow() + timeout;
  const timeLeft = (): number => (signal?.aborted ? 0 : Math.max(0, endsAt - monotonicNow()));
  for (let delay = FIRST_DELAY_MS; ; delay = Math.min(LAST_DELAY_MS, delay * 2)) {
    let failure: unknown;
    const attempted = nameStore(attempt);
    try {
      const turn = await withTimeout(timeLeft(), attempted);
      if (turn) return turn;
    } catch (error) {
      failure = error;
    }
    if (timeLeft() === 0) {
      // A response that comes too late must not keep the turn from the others.
      attempted.then((late) => late?.release()).catch(() => undefined);
      throw failure ?? new PushError('timeout', `The turn of the object was not free for ${timeout} ms.`);
    }
    await new Promise((resolve) => setTimeout(resolve, Math.min(timeLeft(), delay * (0.5 + Math.random()))));
  }
}
