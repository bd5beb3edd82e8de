/**
 * `pnpm contract`: calls every operation through the client against the mock, or with `--target` against a server, and writes a report to
 * `.cache/contract`. See tools/contract-tests/README.md.
 */
import '../tools/command-tools/errors.ts';

const { runContractTests, USAGE } = await import('@secuconnect/contract-tests/contract');
try {
  process.exitCode = runContractTests(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  process.exitCode = 1;
}
