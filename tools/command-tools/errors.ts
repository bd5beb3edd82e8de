/**
 * Ends a command whose error nothing catches with a sentence in place of a stack trace. A command imports this module first, and what may be
 * missing (a package that is not built) with `await import`: Node resolves the other imports before it runs any module.
 */
import { sentenceOf } from './sentence.ts';

process.on('uncaughtException', (error) => {
  console.error(sentenceOf(error));
  process.exit(1);
});
