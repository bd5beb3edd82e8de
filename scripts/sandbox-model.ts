/**
 * `pnpm sandbox:model --runs 5000 --seed 1`: random sequences of calls, in which the sandbox and a simple model have to agree after every step.
 * By default 5,000, with a seed from the clock; with the seed of a run that failed, it fails again.
 */
import '../tools/command-tools/errors.ts';
import { parseArgs } from 'node:util';
import { runVitest } from '../tools/command-tools/run-vitest.ts';

const { runs, seed } = parseArgs({
  options: {
    runs: { type: 'string', default: '5000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
}).values;
for (const [name, value] of Object.entries({ runs, seed }))
  if (!/^\d{1,10}$/.test(value)) throw new Error(`--${name} ${value} is not a number.`);

console.log(`${runs} sequences with the seed ${seed}`);
runVitest(['run', '--project', 'sandbox', 'packages/sandbox/test/model/model.test.ts'], {
  ...process.env,
  SANDBOX_MODEL_RUNS: runs,
  SANDBOX_MODEL_SEED: seed,
});
