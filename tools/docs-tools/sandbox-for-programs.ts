import { basename } from 'node:path';
import { startSandbox, type SandboxServer } from '@secuconnect/sandbox/server';
import { environmentFor, failureOf, runProgram, type RunOptions } from './run-program.ts';

/** How often they look, in milliseconds. */
const LOOKING = 100;

/** The sandbox for programs of the documentation: with the order that it speaks of, and a terminal that answers at once. */
export const startSandboxForPrograms = (): Promise<SandboxServer> =>
  startSandbox({ port: 0, history: true, settings: { terminalDelay: 0 } });

/** The people that a program needs: they approve, or deny, each device that waits, and pay by debit at the hosted checkout. */
export function attend(
  { control }: SandboxServer,
  { devices = 'approve', pays = false }: { devices?: 'approve' | 'deny'; pays?: boolean } = {},
): () => void {
  const timer = setInterval(() => {
    for (const { userCode } of control.oauth.waiting()) control.oauth[devices](userCode);
    if (pays) for (const id of control.payers.waiting()) control.payers.checkout(id, { method: 'debit' });
  }, LOOKING);
  return () => clearInterval(timer);
}

/** Programs that wait until the payer has used the hosted checkout. */
const WAITING = new Set(['smart-checkout.ts', 'subscription.ts']);

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
  const leave = attend(sandbox, { pays: WAITING.has(basename(file)) });
  const result = await runProgram(file, environmentFor(sandbox.baseUrl), options);
  leave();
  const violations = sandbox.control.violations.map(({ operation, violation }) => `${operation}: ${violation}`);
  return failureOf(result, violations);
}
