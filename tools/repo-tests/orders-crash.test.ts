import { expect, test } from 'vitest';
import { runCrashTest } from './orders-crash/run.ts';

const NONE = { paidTwice: [], refundedTwice: [], lost: [], unfinished: [] };

// `pnpm orders:crash` does the same with 2,000 orders.
test('over killed processes and broken calls, each order is paid, captured and refunded once', async () => {
  const result = await runCrashTest({
    orders: 25,
    workers: 3,
    kills: 6,
    restarts: 0,
    speed: 40,
    seed: 20_260_302,
    journal: 'file',
  });
  expect(result).toMatchObject(NONE);
  expect(result.kills).toBeGreaterThan(0);
  expect(result.faults).toBeGreaterThan(0);
}, 600_000);
