/**
 * `pnpm runtimes [name …]`: counts at a server how often each installed runtime sends a call, and writes docs/runtimes.md.
 * See tools/runtime-tests/README.md.
 */
import '../tools/command-tools/errors.ts';

const { measureRuntimes } = await import('../tools/runtime-tests/src/command.ts');
await measureRuntimes(process.argv.slice(2));
