/**
 * `pnpm runtimes [name …]`: counts at a server how often each installed runtime sends a call, and writes docs/runtimes.md.
 * See tools/runtime-tests/README.md.
 */
import { measureRuntimes } from '../tools/runtime-tests/src/command.ts';

await measureRuntimes(process.argv.slice(2));
