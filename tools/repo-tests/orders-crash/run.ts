import { createRandom } from '@secuconnect/mock/values';
import { startJournal } from './journal-server.ts';
import { crashTest, type CrashResult } from './crash-test.ts';

/** How a run is started, by a command or a test. */
export interface CrashRun {
  readonly orders: number;
  readonly workers: number;
  readonly kills: number;
  readonly restarts: number;
  readonly speed: number;
  readonly seed: number;
  /** `file`, `redis`, `valkey` or `postgres`. */
  readonly journal: string;
}

/** For each order, beside the kills, in ms. */
const PATIENCE_PER_ORDER_MS = 1_000;
/** For calls that are settled late, at the speed 1. */
const PATIENCE_MS = 20 * 60_000;

/** Runs the test with a journal of its own, which is removed afterwards. */
export async function runCrashTest({ seed, journal: kind, ...options }: CrashRun): Promise<CrashResult> {
  const { next } = createRandom(seed);
  const patience = PATIENCE_MS + options.orders * PATIENCE_PER_ORDER_MS;
  const journal = await startJournal(kind);
  try {
    return await crashTest({ ...options, random: next, patience, journal: journal.place, restart: journal.restart });
  } finally {
    await journal.stop();
  }
}
