import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { toolFile } from '../command-tools/tool-file.ts';
import { root } from './paths.ts';

const execute = promisify(execFile);

const VARIABLES = {
  REDOCLY_TELEMETRY: 'off',
  REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
  // Java opens no file below a folder called `grün` in the locale C, which is that of many containers.
  LC_ALL: 'C.UTF-8',
};

/**
 * Runs a tool of the workspace with the current Node.
 *
 * @param name The package of the tool.
 * @param cwd The working directory: arguments are paths relative to it, because tools misread what a folder above may be called.
 * @throws ToolFailed with its output if it exits with an error.
 */
export const runTool = (name: string, args: readonly string[], cwd = root): Promise<void> =>
  runProgram(process.execPath, [toolFile(name), ...args], cwd);

/** Runs a program that the system has, without a shell. Otherwise as `runTool`. */
export async function runProgram(command: string, args: readonly string[], cwd = root): Promise<void> {
  const env = { ...process.env, ...VARIABLES };
  try {
    await execute(command, [...args], { cwd, maxBuffer: 256 * 1024 * 1024, env });
  } catch (failure) {
    const { stdout = '', stderr = '', message } = failure as Error & { stdout?: string; stderr?: string };
    throw new ToolFailed(withoutStack(`${stdout}\n${stderr}`).trim() || message);
  }
}

/** A tool failed. The message is its output. */
export class ToolFailed extends Error {}

/** A tool that crashes, in Node or Java, says what happened in the first line, and where in its own code in the lines below. */
const withoutStack = (output: string): string =>
  process.env['DEBUG']
    ? output
    : output
        .split('\n')
        .filter((line) => !/^\s+(?:at |\.\.\. \d+ more)/.test(line))
        .join('\n');
