/** `npm run demo`: runs the checkout example through the SDK, against a mock made from the spec. */
import '../tools/command-tools/errors.ts';

const { runDemo } = await import('../tools/docs-tools/run-demo.ts');
process.exitCode = await runDemo();
