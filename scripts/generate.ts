/**
 * `pnpm generate`: spec → bundle → types → resource classes → formatted files.
 * `pnpm generate --check`: fails if the committed output does not match the spec, the templates and the tools; needs no Java.
 * `pnpm generate --check --full`: regenerates everything and also compares the files.
 */
import { checkByRegenerating, checkFingerprint, generate } from '../tools/codegen/generate.ts';
import { UserError } from '../tools/codegen/user-error.ts';

const check = process.argv.includes('--check');
const full = process.argv.includes('--full');

try {
  if (check && full) await checkByRegenerating();
  if (check) checkFingerprint();
  else await generate();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
