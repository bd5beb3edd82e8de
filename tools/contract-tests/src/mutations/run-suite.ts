import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../document/document.ts';
import type { Report } from '../report/report.ts';
import { suiteCommand } from '../targets/vitest-command.ts';

export interface Findings {
  /** The checks that failed, each with the first operation that failed. */
  readonly detectedBy: Readonly<Record<string, string>>;
  /** Other reasons why the run failed, such as a test file that could not be loaded. */
  readonly problems: readonly string[];
}

/** Runs the suite as `pnpm contract` does, against another document, for some operations. */
export async function runSuite(folder: string, document: Json, operations: readonly string[]): Promise<Findings> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'openapi.json');
  writeFileSync(file, JSON.stringify(withOnly(document, operations)));
  rmSync(join(folder, 'report.json'), { force: true });
  const printed = await output({
    ...process.env,
    CONTRACT_TARGET: 'mock',
    CONTRACT_DOCUMENT: file,
    CONTRACT_OPERATIONS: operations.join(','),
    CONTRACT_REPORT: folder,
  });
  let report: Report;
  try {
    report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
  } catch {
    throw new Error(`The suite wrote no report:\n${printed.slice(-2000)}`);
  }
  const detectedBy: Record<string, string> = {};
  for (const { operation, cells } of report.rows)
    for (const [check, { state }] of Object.entries(cells)) if (state === 'failed') detectedBy[check] ??= operation;
  return { detectedBy, problems: report.problems };
}

/** The document with these operations only: Prism takes most of its time to load the others. */
function withOnly(document: Json, operations: readonly string[]): Json {
  const paths = Object.entries(document['paths'] as Json).flatMap(([path, item]) => {
    // A path item also has parameters, which belong to all its operations.
    const isWanted = (one: Json): boolean => !one['operationId'] || operations.includes(one['operationId']);
    const kept = Object.entries(item as Json).filter(([, one]) => isWanted(one as Json));
    return kept.some(([, one]) => one['operationId']) ? [[path, Object.fromEntries(kept)] as const] : [];
  });
  return { ...document, paths: Object.fromEntries(paths) };
}

function output(env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const { command, args, ...place } = suiteCommand(env, '--maxWorkers=1');
    const child = spawn(command, args, { ...place, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk));
    child.on('error', reject);
    child.on('close', () => resolve(text));
  });
}
