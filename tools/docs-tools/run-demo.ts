import { fileURLToPath } from 'node:url';
import { startMock } from '@secuconnect/mock';
import { environmentFor, runProgram } from './run-program.ts';

const example = fileURLToPath(new URL('../../examples/custom-checkout.ts', import.meta.url));

/**
 * Runs the checkout example against the mock, and explains what happens.
 *
 * @returns The exit code.
 */
export async function runDemo(): Promise<number> {
  const mock = await startMock();
  try {
    console.log(`A mock of the API, made from the spec, listens on ${mock.baseUrl}.`);
    console.log('It runs examples/custom-checkout.ts unchanged; only the base URL points to the mock.');
    const onOutput = (text: string): boolean => process.stdout.write(text);
    const { code, stderr } = await runProgram(example, environmentFor(mock.baseUrl), { onOutput });
    if (stderr) process.stderr.write(stderr);
    if (code === 0) {
      console.log(
        `\nDone: ${mock.requests.length} requests, each validated against the spec, ${mock.violations.length} violations.`,
      );
      console.log('Next: README.md for your own first payment, ARCHITECTURE.md for how this works.');
    }
    return typeof code === 'number' ? code : 1;
  } finally {
    await mock.close();
  }
}
