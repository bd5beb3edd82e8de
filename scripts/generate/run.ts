import { spawnSync } from 'node:child_process';
import { root } from './paths.ts';

/** Runs a tool of the workspace and returns its output; throws with that output when the tool fails. */
export function run(command: string, args: readonly string[], env: Record<string, string> = {}): string {
  const done = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', ...env },
  });
  if (done.error) throw done.error;
  if (done.status !== 0) throw new ToolFailed(command, `${done.stdout}\n${done.stderr}`.trim());
  return done.stdout;
}

export class ToolFailed extends Error {
  readonly output: string;
  constructor(command: string, output: string) {
    super(`${command} failed`);
    this.output = output;
  }
}
