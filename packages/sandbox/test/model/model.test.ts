import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { PAYMENT_STEPS } from '../../src/states/payment-steps.ts';
import { SMART_STEPS } from '../../src/states/smart-steps.ts';
import { Command, coverage } from './command.ts';
import { PAYMENT_ACTIONS } from './commands/payments.ts';
import { create, SALE_ACTIONS } from './commands/sales.ts';
import { WORLD_ACTIONS } from './commands/world.ts';
import { allPairs } from './coverage.ts';
import { DAY, newModel } from './model.ts';
import { System } from './system.ts';

const RUNS = Number(process.env['SANDBOX_MODEL_RUNS'] ?? 300);
const SEED = Number(process.env['SANDBOX_MODEL_SEED'] ?? 20_260_302);
/** For each sequence, on a machine that does much else. */
const MS_PER_RUN = 500;
const LONGEST = 50;

const system = new System();
afterAll(() => system.close());

const action = fc.oneof(
  ...[...SALE_ACTIONS, ...PAYMENT_ACTIONS, ...WORLD_ACTIONS].map(([weight, arbitrary]) => ({ weight, arbitrary })),
);
const isRetried = fc.integer({ min: 1, max: 8 }).map((number) => number === 8);
const first = create.map((one) => new Command(one));
const command = fc.tuple(action, isRetried).map(([one, retried]) => new Command(one, retried));

test(
  `the sandbox does what the model does, in ${RUNS} random sequences`,
  async () => {
    await fc.assert(
      fc.asyncProperty(
        first,
        fc.commands([command], { maxCommands: LONGEST, size: 'max' }),
        fc.constantFrom(0, 2 * DAY),
        async (creation, commands, refundDelay) => {
          const begin = async () => {
            await system.begin({ refundDelay });
            const model = newModel(refundDelay);
            await creation.run(model, system);
            return { model, real: system };
          };
          await fc.asyncModelRun(begin, commands);
          expect(system.violations, 'answers break the spec').toEqual([]);
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
  },
  60_000 + RUNS * MS_PER_RUN,
);

test('every change that was seen is a step of the tables', () => {
  expect(coverage.unexplained).toEqual([]);
  if (process.env['SANDBOX_MODEL_RUNS'] !== undefined)
    console.log(
      report('Smart', allPairs(SMART_STEPS), coverage.smart),
      report('Payment', allPairs(PAYMENT_STEPS), coverage.payments),
    );
});

function report(name: string, all: readonly string[], seen: ReadonlySet<string>): string {
  const missing = all.filter((pair) => !seen.has(pair));
  return `${name} Transactions: the sequences took ${all.length - missing.length} of ${all.length} transitions; not: ${missing.join(', ') || 'none'}.\n`;
}
