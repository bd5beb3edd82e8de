import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const reporter = fileURLToPath(new URL('../report/reporter.ts', import.meta.url));

/** The root of the repository, which contains the configuration of vitest. */
export const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** Runs this suite with the current Node, without a shell, wherever the tools are installed. */
export const vitestCommand = (...further: string[]): { command: string; args: string[] } => ({
  command: process.execPath,
  args: [vitest, 'run', '--project', 'contract', '--reporter=dot', `--reporter=${reporter}`, ...further],
});
