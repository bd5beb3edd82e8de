/** `npm run demo`: the checkout example through the SDK, against a mock made from the spec. */
import { fileURLToPath } from 'node:url';
import { runProgram, settingsFor, startMock } from '../tools/docs-tools/run-program.ts';

const example = fileURLToPath(new URL('../examples/custom-checkout.ts', import.meta.url));

const mock = await startMock();
try {
  console.log(`A Secuconnect made from the spec listens at ${mock.baseUrl}.`);
  console.log('The program is examples/custom-checkout.ts; only its base URL points to the mock.');
  const tell = (text: string): boolean => process.stdout.write(text);
  const { code, complained } = await runProgram(example, settingsFor(mock.baseUrl), { tell });
  if (complained) process.stderr.write(complained);
  process.exitCode = typeof code === 'number' ? code : 1;
  if (code === 0) {
    console.log(
      `\nDone: ${mock.requests.length} requests, each checked against the spec, ${mock.violations.length} violations.`,
    );
    console.log('Next: README.md for your own first payment, ARCHITECTURE.md for how this works.');
  }
} finally {
  await mock.close();
}
