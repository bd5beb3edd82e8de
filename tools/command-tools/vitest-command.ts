import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vitestRoot } from './vitest-root.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

export interface Command {
  readonly command: string;
  readonly args: string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Runs Vitest with the current Node, without a shell, where it can run. */
export function vitestCommand(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Command {
  const cwd = vitestRoot(repository);
  const tools = join(cwd, 'node_modules', '.bin');
  return {
    command: process.execPath,
    args: [join(cwd, 'node_modules', 'vitest', 'vitest.mjs'), ...args],
    cwd,
    env: { ...env, PATH: [tools, process.env['PATH']].join(delimiter) },
  };
}
