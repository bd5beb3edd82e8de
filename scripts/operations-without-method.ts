/** `pnpm operations-without-method`: prints the operations of the spec that the client cannot call, one per line. Fails if there is one. */
import '../tools/command-tools/errors.ts';
import { operationsWithoutMethod } from '../tools/spec-tools/operations-without-method.ts';

const missing = operationsWithoutMethod();
for (const id of missing) console.log(id);
if (missing.length > 0) process.exitCode = 1;
