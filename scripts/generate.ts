/**
 * `pnpm generate`: spec → bundle → types → resource classes → formatted files.
 * `pnpm generate --check`: fails if the committed output does not match the spec, the templates and the tools; needs no Java.
 * `pnpm generate --check --full`: regenerates everything and also compares the files.
 */
import '../tools/command-tools/errors.ts';
import { checkByRegenerating, checkFingerprint, generate } from '../tools/codegen/generate.ts';

const check = process.argv.includes('--check');
const full = process.argv.includes('--full');

if (check && full) await checkByRegenerating();
if (check) checkFingerprint();
else await generate();
