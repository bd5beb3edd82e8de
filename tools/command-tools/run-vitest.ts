import { spawnSync } from 'node:child_process';
import { vitestCommand } from './vitest-command.ts';

/**
 * Runs Vitest in this terminal. If it fails, this process ends with its exit code.
 *
 * @returns The folder in which it ran.
 */
export function runVitest(args: readonly string[], env?: NodeJS.ProcessEnv): string {
  const { command, args: complete, ...place } = vitestCommand(args, env);
  const { status, error } = spawnSync(command, complete, { ...place, stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exitCode = status ?? 1;
  return place.cwd;
}
