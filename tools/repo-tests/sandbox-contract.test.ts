import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { inRepository } from '../spec-tools/spec-paths.ts';

interface Report {
  readonly complete: boolean;
  readonly rows: readonly { readonly operation: string; readonly cells: Readonly<Record<string, { state: string }>> }[];
  readonly drift: readonly unknown[];
  readonly problems: readonly string[];
}

test('the sandbox passes the contract tests: every operation, without a difference from the spec', async () => {
  const folder = inRepository('.cache/contract-sandbox');
  const env = { ...process.env, CONTRACT_REPORT: folder };
  // The run inside must not report to the run around it.
  for (const name of Object.keys(env)) if (name.startsWith('VITEST')) delete env[name as keyof typeof env];
  const args = [inRepository('scripts/contract.ts'), '--target', 'sandbox'];
  await promisify(execFile)(process.execPath, args, { cwd: inRepository('.'), env, maxBuffer: 2 ** 26 });

  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
  expect({ complete: report.complete, drift: report.drift, problems: report.problems }).toEqual({
    complete: true,
    drift: [],
    problems: [],
  });
  expect(report.rows).toHaveLength(192);
  const states = report.rows.flatMap(({ cells }) => Object.values(cells).map(({ state }) => state));
  expect(new Set(states)).toEqual(new Set(['passed']));
});
