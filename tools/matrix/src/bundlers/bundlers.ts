import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Cell, CellResult, Context } from '../cell.ts';
import type { Consumer } from '../consumer.ts';
import { BUILDS } from './builds.ts';
import { PRINTED, PROGRAMS, TRACES } from './programs.ts';

/** The client in the bundles of every bundler: one that pays, and a small one without what it does not use. */
export const bundlerCells = (_consumer: Consumer): Cell[] =>
  Object.entries(BUILDS).map(([name, build]) => ({
    group: 'bundlers',
    name,
    isSmoke: name === 'esbuild 0.28',
    ...(OLDEST.has(name) && { least: leastOf(name) }),
    run: (context) => bundleAndRun(name, build, context),
  }));

/** The oldest versions that are supported. */
const OLDEST = new Set(['esbuild 0.17', 'Vite 5', 'webpack 5.75', 'Rollup 3', 'Rspack 1']);

function leastOf(name: string): NonNullable<Cell['least']> {
  const [of = '', version = ''] = name.split(' ');
  return { of, version };
}

async function bundleAndRun(name: string, build: string, { consumer, sandbox }: Context): Promise<CellResult> {
  const cwd = consumer.project(`bundle-${name}`, { ...PROGRAMS, 'build.mjs': build });
  const output = await consumer.node(['build.mjs'], { cwd });
  const warnings = JSON.parse(output.trim().split('\n').at(-1)!) as string[];
  if (warnings.length > 0) throw new Error(`Warnings:\n${warnings.join('\n')}`);
  // Where no package can be found.
  const folder = mkdtempSync(join(tmpdir(), 'secuconnect-bundle-'));
  try {
    cpSync(join(cwd, 'out'), folder, { recursive: true });
    const [whole, small] = ['whole', 'small'].map((one) => fileOf(one, folder)) as [string, string];
    await sandbox.with(async (origins) => {
      const printed = JSON.parse(await consumer.node([whole, origins.sandbox], { cwd: folder })) as typeof PRINTED;
      const seen = { ...printed, receipt: printed.receipt.trim() };
      if (!isDeepStrictEqual(seen, PRINTED)) throw new Error(`The bundle printed ${JSON.stringify(printed)}.`);
    });
    const ran = (await consumer.node([small], { cwd: folder })).trim();
    if (ran !== 'function') throw new Error(`The small bundle printed ${ran}.`);
    checkTraces(readFileSync(whole, 'utf8'), readFileSync(small, 'utf8'));
    const size = Math.round(gzipSync(readFileSync(small), { level: 9 }).length / 1000);
    return { seen: `a payment with every entry, one resource in ${size} kB` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const fileOf = (name: string, folder: string): string =>
  join(
    folder,
    readdirSync(folder).find((file) => file.startsWith(`${name}.`))!,
  );

/** The small bundle has nothing of entries that it does not import; the whole one shows that the traces are real. */
function checkTraces(whole: string, small: string): void {
  for (const [entry, trace] of Object.entries(TRACES)) {
    if (!whole.includes(trace)) throw new Error(`The whole bundle has no trace of ${entry}.`);
    if (small.includes(trace)) throw new Error(`The small bundle contains ${entry}.`);
  }
}
