/**
 * Ends a command whose error nothing catches with a sentence in place of a stack trace. A command imports this module first, and what may be
 * missing (a package that is not built) with `await import`: Node resolves the other imports before it runs any module.
 */
import { sentenceOf } from './sentence.ts';

/** For what else is running to remove its temporary files. */
const GRACE_MS = 10_000;

process.once('uncaughtException', (error) => {
  console.error(sentenceOf(error));
  process.exitCode = 1;
  // Further errors are consequences of the first one.
  process.on('uncaughtException', () => undefined);
  // Ends a server, which would run on; without one the process has ended before.
  setTimeout(() => process.exit(), GRACE_MS).unref();
});
