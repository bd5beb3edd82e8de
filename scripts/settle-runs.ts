/**
 * `pnpm settle:runs --runs 20000 --seed 1 [--operation payment.transactions]`: breaks calls of every operation that can be settled, before, after or long before
 * they are executed, and checks that `settle` is never wrong. Prints how many calls stay undecided. By default 20,000, with a seed from the clock; with the
 * seed of a run that failed, it fails again.
 */
import '../tools/command-tools/errors.ts';
import { parseArgs } from 'node:util';
import { runVitest } from '../tools/command-tools/run-vitest.ts';

const { operation, ...numbers } = parseArgs({
  options: {
    runs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    operation: { type: 'string', default: '' },
  },
}).values;
for (const [name, value] of Object.entries(numbers))
  if (!/^\d{1,10}$/.test(value)) throw new Error(`--${name} ${value} is not a number.`);

console.log(`${numbers.runs} runs with the seed ${numbers.seed}`);
runVitest(['run', '--project', 'sandbox', 'packages/sandbox/test/settle/settle.test.ts'], {
  ...process.env,
  SETTLE_RUNS: numbers.runs,
  SETTLE_SEED: numbers.seed,
  SETTLE_OPERATION: operation,
});
