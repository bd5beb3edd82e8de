import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '../document/document.ts';
import type { Mutation } from '../mutations/mutation.ts';
import { mutations } from '../mutations/mutations.ts';
import { runSuite, type Findings } from '../mutations/run-suite.ts';
import { ROOT } from '../targets/vitest-command.ts';

const FOLDER = join(ROOT, '.cache/contract/mutations');
/** A mutation concerns up to 190 operations. A few of them must be enough to detect it. */
const OPERATIONS_PER_MUTATION = 3;
/** The run fails if more than one mutation in this number is missed. */
const ONE_MISS_PER = 25;

export interface MutationOptions {
  readonly seed: number;
  /** How many mutations to try. */
  readonly count: number;
  /** How many suites run concurrently. */
  readonly jobs: number;
}

interface MutationResult {
  readonly mutation: Mutation;
  readonly findings: Findings;
}

/**
 * Mutates the document in one place at a time, runs the suite against each of these documents with the committed client, and prints which
 * check detected what.
 *
 * @returns Whether the suite detected enough of the mutations.
 */
export async function runMutations({ seed, count, jobs }: MutationOptions): Promise<boolean> {
  const planned = mutations(seed, count);
  await assertSuitePasses(planned);
  console.log(`${count} mutations of the document, seed ${seed}\n`);
  const results: MutationResult[] = [];
  const queue = [...planned.entries()];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, mutation] = next;
      const findings = await runSuite(join(FOLDER, String(index)), mutation.document(), operationsFor(mutation));
      results.push({ mutation, findings });
      printResult(results.length, { mutation, findings });
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  return conclude({ seed, count }, results);
}

/** Throws if the suite fails without a mutation: it would seem to detect everything. */
async function assertSuitePasses(planned: readonly Mutation[]): Promise<void> {
  const operations = [...new Set(planned.flatMap(operationsFor))];
  const { problems } = await runSuite(join(FOLDER, 'unchanged'), openApiDocument(), operations);
  if (problems.length) throw new Error(`The suite fails without a mutation: ${problems.join(' ')}`);
}

function printResult(number: number, { mutation, findings }: MutationResult): void {
  const by = Object.entries(findings.detectedBy).map(([check, operation]) => `${check} (${operation})`);
  const verdict = isDetected(findings) ? `detected by ${by.join(', ') || findings.problems[0]}` : 'MISSED';
  console.log(`${String(number).padStart(3)}  ${mutation.kind}: ${mutation.description}\n     ${verdict}`);
}

function conclude({ seed, count }: Pick<MutationOptions, 'seed' | 'count'>, all: readonly MutationResult[]): boolean {
  const missed = all.filter(({ findings }) => !isDetected(findings)).map(({ mutation }) => mutation);
  const checks = all.flatMap(({ findings }) => Object.keys(findings.detectedBy));
  const sums = [...new Set(checks)].map((check) => `${check} ${checks.filter((one) => one === check).length}`);
  mkdirSync(FOLDER, { recursive: true });
  const results = all.map(({ mutation: { kind, description, operations }, findings }) => ({
    kind,
    description,
    operations,
    ...findings,
  }));
  writeFileSync(
    join(FOLDER, 'result.json'),
    JSON.stringify({ seed, count, missed: missed.length, results }, undefined, 1),
  );
  console.log(`\n${all.length - missed.length} of ${all.length} detected, by: ${sums.join(', ')}`);
  for (const { kind, description } of missed) console.log(`missed: ${kind}: ${description}`);
  return missed.length <= Math.floor(count / ONE_MISS_PER);
}

function operationsFor({ operations }: Mutation): string[] {
  return operations.slice(0, OPERATIONS_PER_MUTATION);
}

function isDetected({ detectedBy, problems }: Findings): boolean {
  return Object.keys(detectedBy).length > 0 || problems.length > 0;
}
