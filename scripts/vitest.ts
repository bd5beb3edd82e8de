/** `node scripts/vitest.ts run …`: Vitest with its arguments; in a copy of the repository where it cannot run itself. */
import '../tools/command-tools/errors.ts';
import { runVitest } from '../tools/command-tools/run-vitest.ts';

runVitest(process.argv.slice(2));
