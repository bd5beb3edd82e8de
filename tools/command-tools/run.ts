import { spawnSync } from 'node:child_process';

export interface RunOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs a program without a shell, and returns its stdout.
 *
 * @throws Error with the whole output if the program fails or is missing.
 */
export function run(command: string, args: readonly string[], { cwd, env = process.env }: RunOptions): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (error) throw new Error(`${command} could not be run: ${error.message}`);
  if (status !== 0) throw new Error(`\`${[command, ...args].join(' ')}\` failed.\n\n${stdout}${stderr}`.trim());
  return stdout;
}
