import { sleep } from './abort.ts';
import { monotonicNow } from './clock.ts';

const MAX_ATTEMPTS = 4;
/** Delay after the first attempt; it doubles with each further one. */
const FIRST_DELAY_MS = 300;

interface SearchOptions {
  readonly maxAttempts?: number | undefined;
  readonly totalTimeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Searches until something is found, because the search index may lag behind for a moment. The attempts share `totalTimeout`.
 *
 * @param search Gets its options with what is left of `totalTimeout`.
 * @returns `undefined` when nothing was found after the last attempt.
 * @throws TypeError when `maxAttempts` is invalid, and what the search throws.
 */
export async function searchAgain<Options extends SearchOptions, Found>(
  options: Options,
  search: (options: Options) => Promise<Found | null | undefined>,
): Promise<Found | undefined> {
  const { maxAttempts = MAX_ATTEMPTS, totalTimeout, signal } = options;
  if (!(maxAttempts >= 0))
    throw new TypeError(`\`maxAttempts\` must be a non-negative number; got ${String(maxAttempts)}.`);
  const endsAt = monotonicNow() + (totalTimeout ?? Infinity);
  for (let attempt = 1, delay = FIRST_DELAY_MS; ; attempt++, delay *= 2) {
    const found = await search({ ...options, totalTimeout: totalTimeout && endsAt - monotonicNow() });
    if (found || attempt >= maxAttempts || monotonicNow() + delay >= endsAt) return found ?? undefined;
    // After an abort, the next call is not sent, and rejects with the usual AbortError.
    await sleep(delay, signal).catch(() => {});
  }
}
