/** `pnpm spec:lint`: what the spec does against its own conventions, one line for each finding; fails when there is one. */
import { findings, sentence } from '../tools/spec-tools/lint/conventions.ts';
import { inventory } from '../tools/spec-tools/reference/inventory.ts';
import { inRepository, SPEC_FOLDER } from '../tools/spec-tools/spec-paths.ts';

const found = findings(inRepository(SPEC_FOLDER), inventory);
for (const finding of found) console.log(sentence(finding));
if (found.length > 0) process.exitCode = 1;
