/**
 * `pnpm contract:mutations [--seed 1] [--count 50] [--jobs 2]`: tests the contract tests with mutations of the document. Fails if they miss
 * more than one mutation in twenty-five. It takes minutes, so run it at night, or after a change to the suite.
 */
import '../tools/command-tools/errors.ts';
import { parseArgs } from 'node:util';

const { runMutations } = await import('@secuconnect/contract-tests/mutations');
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '50' },
    jobs: { type: 'string', default: '2' },
  },
});
const [seed, count, jobs] = [values.seed, values.count, values.jobs].map(Number) as [number, number, number];
if (![seed, count, jobs].every((number) => Number.isInteger(number) && number > 0))
  throw new Error('--seed, --count and --jobs must be positive whole numbers.');

if (!(await runMutations({ seed, count, jobs }))) process.exitCode = 1;
