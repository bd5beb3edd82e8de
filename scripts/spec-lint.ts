/** `pnpm spec:lint`: what the spec does against its own conventions, one line for each finding; fails when there is one. */
import { findings, sentence } from './spec/conventions.ts';
import { inventory } from './spec/inventory.ts';
import { inRepository, SPEC_FOLDER } from './spec/places.ts';

const found = findings(inRepository(SPEC_FOLDER), inventory);
for (const finding of found) console.log(sentence(finding));
if (found.length > 0) process.exitCode = 1;
