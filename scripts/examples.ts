/** `pnpm examples [name]`: runs the programs in `examples/`, or the named one, against the mock. */
import '../tools/command-tools/errors.ts';

const { runExamples } = await import('../tools/docs-tools/run-examples.ts');
const [name] = process.argv.slice(2);
if (!(await runExamples(name?.replace(/\.ts$/, '')))) process.exitCode = 1;
