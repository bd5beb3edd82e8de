import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../report/report.ts';
import { ROOT, vitestCommand } from '../targets/vitest-command.ts';

export interface Findings {
  /** The checks that failed, each with an operation that it named. */
  readonly caughtBy: Readonly<Record<string, string>>;
  /** Anything else that made the run fail, such as a file that could not be loaded. */
  readonly problems: readonly string[];
}

/** Runs the contract suite as `pnpm contract` would, against a changed document, for some operations. */
export async function runSuite(folder: string, document: object, operations: readonly string[]): Promise<Findings> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'openapi.json');
  writeFileSync(file, JSON.stringify(document));
  rmSync(join(folder, 'report.json'), { force: true });
  const said = await output({
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
    throw new Error(`The suite ended without a report:\n${said.slice(-2000)}`);
  }
  const caughtBy: Record<string, string> = {};
  for (const { operation, cells } of report.rows)
    for (const [check, { state }] of Object.entries(cells)) if (state === 'failed') caughtBy[check] ??= operation;
  return { caughtBy, problems: report.problems };
}

function output(env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const { command, args } = vitestCommand('--maxWorkers=1');
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk));
    child.on('error', reject);
    child.on('close', () => resolve(said));
  });
}
