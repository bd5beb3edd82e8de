import { afterAll, expect, test } from 'vitest';
import { DisturbedRuns, type Disturbance } from './disturbed-run.ts';
import { randomFrom } from './random.ts';
import { pick } from './scenario.ts';
import { SCENARIOS } from './scenarios/index.ts';

const RUNS = Number(process.env['SETTLE_RUNS'] ?? 300);
const SEED = Number(process.env['SETTLE_SEED'] ?? 1);
const ONLY = process.env['SETTLE_OPERATION'] ?? '';

const random = randomFrom(SEED);
const runs = new DisturbedRuns(random);
afterAll(() => runs.close());

const FAULTS = ['drop-before-commit', 'drop-after-commit', 'cut-body', 'late-commit'] as const;

/** Up to this, and often nearly as much: mistakes are near the limits. */
function upTo(limit: number): number {
  return Math.floor(limit * (random() < 0.3 ? 1 - random() / 40 : random() ** 2));
}

function disturbance(): Disturbance {
  return {
    fault: pick({ random }, FAULTS),
    hasJournal: random() < 0.6,
    // The API executes a call for three minutes at most.
    delay: upTo(175_000),
    indexLag: upTo(55_000),
    terminalDelay: upTo(320_000),
    pause: random() < 0.4 ? undefined : 5_000 + Math.floor(random() * 60_000),
    meanwhile: random() < 0.3 ? Math.floor(random() ** 2 * 300_000) : undefined,
    wasMadeBefore: random() < 0.2,
  };
}

const operations = Object.keys(SCENARIOS).filter((id) => id.startsWith(ONLY));
const lines: string[] = [];
afterAll(() => {
  if (process.env['SETTLE_RUNS'] !== undefined) console.log(lines.join('\n'));
});

test.each(operations)(
  '%s is settled as it is',
  async (operation) => {
    const count = Math.max(1, Math.ceil(RUNS / operations.length));
    const undecided = { error: 0, errors: 0, intent: 0, intents: 0 };
    for (let run = 0; run < count; run += 1) {
      const how = disturbance();
      const { wasUndecided: _, settlement, ...mistakes } = await runs.run(operation, SCENARIOS[operation]!, how);
      expect(mistakes, JSON.stringify({ operation, settlement, ...how })).toEqual({
        falseDone: false,
        falseNotDone: false,
        notOnce: false,
      });
      const kind = how.hasJournal ? 'intent' : 'error';
      undecided[`${kind}s`] += 1;
      if (settlement === 'undecided') undecided[kind] += 1;
    }
    const share = (part: number, all: number): string => (all === 0 ? '–' : `${Math.round((100 * part) / all)} %`);
    lines.push(
      `${operation.padEnd(48)} ${String(count).padStart(5)} runs   undecided: error alone ${share(undecided.error, undecided.errors).padStart(5)}, intent ${share(undecided.intent, undecided.intents).padStart(5)}`,
    );
  },
  600_000,
);
