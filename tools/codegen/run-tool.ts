import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { root } from './paths.ts';

const execute = promisify(execFile);

/**
 * Runs a tool of the workspace.
 *
 * @throws ToolFailed with its output if it exits with an error.
 */
export async function runTool(command: string, args: readonly string[]): Promise<void> {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  try {
    await execute(command, [...args], { cwd: root, maxBuffer: 256 * 1024 * 1024, env });
  } catch (failure) {
    const { stdout, stderr } = failure as { stdout?: string; stderr?: string };
    if (stdout === undefined) throw failure;
    throw new ToolFailed(command, `${stdout}\n${stderr ?? ''}`.trim());
  }
}

export class ToolFailed extends Error {
  readonly output: string;
  constructor(command: string, output: string) {
    super(`${command} failed`);
    this.output = output;
  }
}
