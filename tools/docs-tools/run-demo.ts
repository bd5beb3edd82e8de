import { fileURLToPath } from 'node:url';
import { environmentFor, runProgram } from './run-program.ts';
import { startSandboxForPrograms } from './sandbox-for-programs.ts';

const example = fileURLToPath(new URL('../../examples/custom-checkout.ts', import.meta.url));

/**
 * Runs the checkout example against the sandbox, and explains what happens.
 *
 * @returns The exit code.
 */
export async function runDemo(): Promise<number> {
  const sandbox = await startSandboxForPrograms();
  try {
    console.log(`A sandbox, a Secuconnect on this computer that remembers, listens on ${sandbox.baseUrl}.`);
    console.log('It runs examples/custom-checkout.ts unchanged; only the base URL points to the sandbox.');
    const onOutput = (text: string): boolean => process.stdout.write(text);
    const { code, stderr } = await runProgram(example, environmentFor(sandbox.baseUrl), { onOutput });
    if (stderr) process.stderr.write(stderr);
    if (code === 0) {
      console.log(
        `\nDone: ${sandbox.control.requests.list().length} requests, each validated against the spec, ${sandbox.control.violations.length} violations.`,
      );
      console.log('Next: README.md for your own first payment, ARCHITECTURE.md for how this works.');
    }
    return typeof code === 'number' ? code : 1;
  } finally {
    await sandbox.close();
  }
}
