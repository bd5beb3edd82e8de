import { startSandbox, type SandboxServer } from '@secuconnect/sandbox/server';
import { environmentFor, runProgram, type RunOptions } from './run-program.ts';

/** How often someone looks whether a device waits, in milliseconds. */
const LOOKING = 100;

/** The sandbox for programs of the documentation: with the order that it speaks of, and a terminal that answers at once. */
export const startSandboxForPrograms = (): Promise<SandboxServer> =>
  startSandbox({ port: 0, history: true, settings: { terminalDelay: 0 } });

/** A person who approves, or denies, every device that waits. */
export function attendDevices({ control }: SandboxServer, decision: 'approve' | 'deny' = 'approve'): () => void {
  const timer = setInterval(() => {
    for (const { userCode } of control.oauth.waiting()) control.oauth[decision](userCode);
  }, LOOKING);
  return () => clearInterval(timer);
}

/**
 * Runs a program against the sandbox.
 *
 * @returns Why the run failed: the exit code, output on stderr, or answers of the sandbox that break the spec; `undefined` for a success.
 */
export async function failureAgainstSandbox(
  sandbox: SandboxServer,
  file: string,
  options?: RunOptions,
): Promise<string | undefined> {
  const leave = attendDevices(sandbox);
  const { code, output, stderr } = await runProgram(file, environmentFor(sandbox.baseUrl), options);
  leave();
  const violations = sandbox.control.violations.map(({ operation, violation }) => `${operation}: ${violation}`);
  if (code === 0 && stderr === '' && violations.length === 0) return undefined;
  return [`ended with ${code}`, ...violations, output].join('\n');
}
