/**
 * `pnpm generate`: spec → bundle → types → resource classes → formatted files.
 * `pnpm generate --check`: fails if the committed output is not up to date with the spec, the templates and the tools; requires no Java.
 * `pnpm generate --check --full`: the same, by regenerating everything and comparing.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { filesIn } from './generate/files.ts';
import { fingerprint, recorded } from './generate/fingerprint.ts';
import { outputOf } from './generate/output.ts';
import { outputFolders, record, root, targets } from './generate/paths.ts';
import { UserError } from './generate/user-error.ts';
import { findings, sentence } from './spec/conventions.ts';
import { inventory } from './spec/inventory.ts';
import { inRepository, SPEC_FOLDER } from './spec/places.ts';

const ADVICE = 'Run `pnpm generate` and commit the changes.';

const check = process.argv.includes('--check');
const full = process.argv.includes('--full');

try {
  if (check && full) await checkByRegenerating();
  if (check) checkFingerprint();
  else await generate();
} catch (failure) {
  if (!(failure instanceof UserError)) throw failure;
  console.error(failure.message);
  process.exitCode = 1;
}

async function generate(): Promise<void> {
  const files = await allOutput();
  for (const folder of outputFolders) rmSync(folder, { recursive: true, force: true });
  for (const [file, text] of files) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  writeFileSync(record, `${JSON.stringify(fingerprint(), null, 2)}\n`);
  console.log(`Generated ${files.size} files.`);
}

async function allOutput(): Promise<Map<string, string>> {
  const found = findings(inRepository(SPEC_FOLDER), inventory);
  if (found.length)
    throw new UserError(
      `The spec violates its conventions. Nothing was generated.\n\n${found.map(sentence).join('\n')}`,
    );
  const outputs = await Promise.all(targets.map((target) => outputOf(target)));
  return new Map(outputs.flatMap((files) => [...files]));
}

function checkFingerprint(): void {
  const [before, now] = [recorded(), fingerprint()];
  if (!before) throw new UserError(`There is no generated code yet. ${ADVICE}`);
  if (before.input !== now.input)
    throw new UserError(`The spec, a template or a tool has changed since the last \`pnpm generate\`. ${ADVICE}`);
  if (before.output !== now.output) throw new UserError(`A generated file was edited by hand or is missing. ${ADVICE}`);
  console.log('The generated code is up to date.');
}

async function checkByRegenerating(): Promise<void> {
  const files = await allOutput();
  const stale = [...files].filter(([file, text]) => read(file) !== text).map(([file]) => file);
  const leftover = outputFolders.flatMap(filesIn).filter((file) => !files.has(file) && file !== record);
  const wrong = [...stale, ...leftover].map((file) => relative(root, file));
  if (wrong.length) throw new UserError(`Regenerating gives different files:\n  ${wrong.join('\n  ')}\n${ADVICE}`);
  console.log(`Regenerating all ${files.size} files changes nothing.`);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
