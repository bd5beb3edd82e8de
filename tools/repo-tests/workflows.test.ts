import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { unpinned } from '../release-tools/lint-workflows.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
interface Job {
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly { readonly run?: string }[];
}
interface Workflow {
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}
const workflows = globSync('.github/workflows/*.yml', { cwd: root }).map(
  (file) => [file, parse(readFileSync(join(root, file), 'utf8')) as Workflow] as const,
);

test.each(workflows)(
  '%s reads only, unless a job says otherwise, and ends',
  (_, { permissions, concurrency, jobs }) => {
    expect(permissions).toEqual({ contents: 'read' });
    expect(concurrency).toBeDefined();
    for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(120);
  },
);

test.each(workflows)('%s calls scripts that the repository has', (_, { jobs }) => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
  const commands = Object.values(jobs).flatMap(({ steps }) => steps.map(({ run = '' }) => run));
  const called = commands.flatMap((run) => Array.from(run.matchAll(/npx pnpm ([a-z:]+)/g), ([, name]) => name!));
  expect(called.filter((name) => !(name in scripts))).toEqual([]);
});

test('an action that is not pinned to a commit is found', () => {
  expect(unpinned('ci.yml', '  - uses: actions/checkout@v5\n')).toEqual([expect.stringContaining('is not pinned')]);
  expect(unpinned('ci.yml', `  - uses: actions/checkout@${'a'.repeat(40)} # v5.0.0\n`)).toEqual([]);
});
