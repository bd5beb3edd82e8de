import { spawn } from 'node:child_process';
import type { PrismServer } from '@secuconnect/mock';

/** How long a program may run, in ms. A busy machine needs a long time; a program that hangs must still end. */
const PROGRAM_TIMEOUT = 60_000;

export interface ProgramResult {
  /** The exit code, or what ended the program instead. */
  readonly code: number | string;
  /** Everything that it printed, in order. */
  readonly output: string;
  /** The part of the output that it wrote to stderr. */
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly args?: readonly string[];
  /** Called with each piece of output as it arrives on stdout. */
  readonly onOutput?: (text: string) => void;
  /**
   * In milliseconds.
   *
   * @default 60_000
   */
  readonly timeout?: number;
}

/** The environment variables with which a program uses a server. */
export const environmentFor = (baseUrl: string): Record<string, string> => ({
  SECUCONNECT_BASE_URL: baseUrl,
  SECUCONNECT_CLIENT_ID: 'demo',
  SECUCONNECT_CLIENT_SECRET: 'demo',
  SECUCONNECT_PUSH_KEYS: '2026-03:secret-of-the-push-urls',
  SECUCONNECT_CONTRACT_ID: 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1',
});

/** Runs a TypeScript file with the Node of this workspace, and captures its output. */
export function runProgram(
  file: string,
  variables: Readonly<Record<string, string>>,
  { cwd, args = [], onOutput, timeout = PROGRAM_TIMEOUT }: RunOptions = {},
): Promise<ProgramResult> {
  const env = { ...isolated(process.env), ...variables };
  // Early versions of Node 24 print a warning about `node:sqlite`, and output on stderr counts as a failure.
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
    env,
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    onOutput?.(chunk.toString());
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    stderr += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, timeout);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: timedOut ? `a timeout after ${timeout / 1000} seconds` : (code ?? signal ?? 1), output, stderr });
    });
  });
}

/**
 * Runs a program against the mock.
 *
 * @returns Why the run failed: the exit code, output on stderr, or requests that break the spec; `undefined` for a success.
 */
export async function failureAgainst(
  mock: PrismServer,
  file: string,
  options?: RunOptions,
): Promise<string | undefined> {
  mock.violations.length = 0;
  const result = await runProgram(file, environmentFor(mock.baseUrl), options);
  const violations = mock.violations.map(
    ({ method, path, location, message }) => `${method} ${path}: ${location.join('.')} ${message}`,
  );
  return failureOf(result, violations);
}

/** Why a run failed: the exit code, output on stderr, or what broke the spec; `undefined` for a success. */
export function failureOf({ code, output, stderr }: ProgramResult, violations: readonly string[]): string | undefined {
  if (code === 0 && stderr === '' && violations.length === 0) return undefined;
  return [`ended with ${code}`, ...violations, output].join('\n');
}

/** Without the variables that would connect the program to the developer's environment, or to the test run around it. */
const isolated = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(SECUCONNECT_|VITEST|NODE_TEST_CONTEXT)/.test(name)));
