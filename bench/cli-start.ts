/**
 * `pnpm bench:cli [runs]`: how long help of the command line takes, beside Node that does nothing, and Node that reads the same table. Fresh processes,
 * alternately, over the built package; prints medians and ratios.
 */
import '../tools/command-tools/errors.ts';
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { quantile } from './paired-comparison.ts';

const dist = fileURLToPath(new URL('../packages/cli/dist', import.meta.url));
const runs = Number(process.argv[2] ?? 40);
const [table] = globSync('smart-transactions-*.js', { cwd: dist });
if (table === undefined) throw new Error('The command line is not built. Run `pnpm build`.');

const CASES = {
  'node -e 0': ['-e', '0'],
  'node, reading the table': ['--input-type=module', '-e', `await import(${JSON.stringify(join(dist, table))})`],
  'secuconnect smart transactions create --help': [join(dist, 'cli.js'), 'smart', 'transactions', 'create', '--help'],
  'secuconnect --help': [join(dist, 'cli.js'), '--help'],
} as const;

const times = new Map(Object.keys(CASES).map((name) => [name, [] as number[]]));
for (let run = 0; run < runs; run++)
  for (const [name, args] of Object.entries(CASES)) {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
    if (status !== 0) throw new Error(`${name} has failed.`);
    times.get(name)!.push(performance.now() - start);
  }

const median = (values: readonly number[]): number => quantile([...values], 0.5);
const base = median(times.get('node, reading the table')!);
for (const [name, values] of times)
  console.log(`${median(values).toFixed(1).padStart(6)} ms  ${(median(values) / base).toFixed(2)} ×  ${name}`);
