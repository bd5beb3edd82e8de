/**
 * `pnpm orders:crash [--orders 2000] [--workers 8] [--kills 100] [--journal file|redis|valkey|postgres] [--restarts 0] [--speed 20] [--seed 1]`: lets processes execute
 * orders with payment, capture and partial refund, kills them at random moments, breaks their calls, and checks that each effect is there once.
 */
import '../tools/command-tools/errors.ts';
import { parseArgs } from 'node:util';

const { runCrashTest } = await import('../tools/repo-tests/orders-crash/run.ts');
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '2000' },
    workers: { type: 'string', default: '8' },
    kills: { type: 'string', default: '100' },
    journal: { type: 'string', default: 'file' },
    restarts: { type: 'string', default: '0' },
    speed: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
});
const { journal, ...numbers } = values;
for (const [name, value] of Object.entries(numbers))
  if (!/^\d{1,10}$/.test(value)) throw new Error(`--${name} ${value} is not a number.`);
const numberOf = (name: keyof typeof numbers): number => Number(numbers[name]);
const startedAt = performance.now();
const { errors, unfinished, paidTwice, refundedTwice, lost, ...counts } = await runCrashTest({
  orders: numberOf('orders'),
  workers: numberOf('workers'),
  kills: numberOf('kills'),
  restarts: numberOf('restarts'),
  speed: Math.max(1, numberOf('speed')),
  seed: numberOf('seed'),
  journal,
});
console.log(
  `Seed ${values.seed}: ${values.orders} orders, ${counts.kills} workers killed, ${counts.restarts} restarts, ${counts.faults} calls broken.`,
);
for (const [error, count] of Object.entries(errors).sort(([, a], [, b]) => b - a))
  console.log(`${String(count).padStart(8)} × ${error}`);
console.log(
  `Paid twice ${paidTwice.length}, refunded twice ${refundedTwice.length}, lost ${lost.length}, without an answer ${unfinished.length}; ${Math.round((performance.now() - startedAt) / 1000)} s.`,
);
if (paidTwice.length + refundedTwice.length + lost.length + unfinished.length > 0) {
  console.log({ paidTwice, refundedTwice, lost, unfinished });
  process.exitCode = 1;
}
process.exit();
