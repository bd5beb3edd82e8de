/**
 * `pnpm contract:mutations [--seed N] [--count 50] [--jobs 2]`: would the contract tests notice? Changes the document in one place at a
 * time, runs the suite against each of these documents with the client as it is, and says which check noticed what. Fails when more than
 * one in twenty-five changes goes unnoticed. Takes minutes, so it is for a nightly run, or for whoever works on the suite.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openApiDocument } from '../tools/contract-tests/src/document/document.ts';
import { mutations, type Mutation } from '../tools/contract-tests/src/mutations/mutations.ts';
import { runSuite, type Findings } from '../tools/contract-tests/src/mutations/run-suite.ts';

const FOLDER = fileURLToPath(new URL('../.cache/contract/mutations/', import.meta.url));
/** A change concerns up to 190 operations; a few of them must be enough to notice it. */
const OPERATIONS = 3;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '50' },
    jobs: { type: 'string', default: '2' },
  },
});
const [seed, count, jobs] = [values.seed, values.count, values.jobs].map(Number) as [number, number, number];
if (![seed, count, jobs].every((number) => Number.isInteger(number) && number > 0))
  throw new Error('--seed, --count and --jobs take whole numbers above 0.');

interface Tried {
  readonly mutation: Mutation;
  readonly findings: Findings;
}

const planned = mutations(seed, count);
const tried: Tried[] = [];
await mustPassUnchanged(planned);
console.log(`${count} changes to the document, seed ${seed}\n`);
const queue = planned.map((mutation, at) => ({ mutation, at }));
await Promise.all(Array.from({ length: jobs }, work));
conclude();

async function work(): Promise<void> {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { mutation, at } = next;
    const findings = await runSuite(join(FOLDER, String(at)), mutation.document(), some(mutation));
    tried.push({ mutation, findings });
    const by = Object.entries(findings.caughtBy).map(([check, operation]) => `${check} (${operation})`);
    const verdict = isCaught(findings) ? `caught by ${by.join(', ') || findings.problems[0]}` : 'MISSED';
    console.log(`${String(tried.length).padStart(3)}  ${mutation.kind}: ${mutation.what}\n     ${verdict}`);
  }
}

/** A suite that fails anyway would seem to notice everything. */
async function mustPassUnchanged(all: readonly Mutation[]): Promise<void> {
  const operations = [...new Set(all.flatMap(some))];
  const { problems } = await runSuite(join(FOLDER, 'unchanged'), openApiDocument(), operations);
  if (problems.length) throw new Error(`The suite fails without any change: ${problems.join(' ')}`);
}

function conclude(): void {
  const missed = tried.filter(({ findings }) => !isCaught(findings)).map(({ mutation }) => mutation);
  const checks = tried.flatMap(({ findings }) => Object.keys(findings.caughtBy));
  const sums = [...new Set(checks)].map((check) => `${check} ${checks.filter((one) => one === check).length}`);
  mkdirSync(FOLDER, { recursive: true });
  const results = tried.map(({ mutation: { kind, what, operations }, findings }) => ({
    kind,
    what,
    operations,
    ...findings,
  }));
  writeFileSync(
    join(FOLDER, 'result.json'),
    JSON.stringify({ seed, count, missed: missed.length, results }, undefined, 1),
  );
  console.log(`\n${tried.length - missed.length} of ${tried.length} caught; noticed by: ${sums.join(', ')}`);
  for (const { kind, what } of missed) console.log(`missed: ${kind}: ${what}`);
  if (missed.length > Math.floor(count / 25)) process.exitCode = 1;
}

function some({ operations }: Mutation): string[] {
  return operations.slice(0, OPERATIONS);
}

function isCaught({ caughtBy, problems }: Findings): boolean {
  return Object.keys(caughtBy).length > 0 || problems.length > 0;
}
