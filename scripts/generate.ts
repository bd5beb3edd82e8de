/**
 * `pnpm generate`: spec → bundle → types → resource classes → formatted files.
 * `pnpm generate --check`: fails when the committed output is not what the spec, the templates and the tools gave; needs no Java.
 * `pnpm generate --check --full`: the same by regenerating everything and comparing.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { filesIn } from '../tools/codegen/files.ts';
import { fingerprint, recorded } from '../tools/codegen/fingerprint.ts';
import { outputOf } from '../tools/codegen/output.ts';
import { outputFolders, record, root, targets } from '../tools/codegen/paths.ts';
import { Stop } from '../tools/codegen/stop.ts';
import { findings, sentence } from '../tools/spec-tools/lint/conventions.ts';
import { inventory } from '../tools/spec-tools/reference/inventory.ts';
import { inRepository, SPEC_FOLDER } from '../tools/spec-tools/spec-paths.ts';

const ADVICE = 'Run `pnpm generate` and commit what changes.';

const check = process.argv.includes('--check');
const full = process.argv.includes('--full');

try {
  if (check && full) await checkByRegenerating();
  if (check) checkFingerprint();
  else await generate();
} catch (failure) {
  if (!(failure instanceof Stop)) throw failure;
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
    throw new Stop(
      `The spec breaks its conventions; the generated code is left as it was.\n\n${found.map(sentence).join('\n')}`,
    );
  const outputs = await Promise.all(targets.map((target) => outputOf(target)));
  return new Map(outputs.flatMap((files) => [...files]));
}

function checkFingerprint(): void {
  const [then, now] = [recorded(), fingerprint()];
  if (!then) throw new Stop(`Nothing has been generated yet. ${ADVICE}`);
  if (then.input !== now.input)
    throw new Stop(`The spec, a template or a tool has changed since the code was generated. ${ADVICE}`);
  if (then.output !== now.output) throw new Stop(`A generated file has been edited by hand or is missing. ${ADVICE}`);
  console.log('The generated code is what the spec gives.');
}

async function checkByRegenerating(): Promise<void> {
  const files = await allOutput();
  const stale = [...files].filter(([file, text]) => read(file) !== text).map(([file]) => file);
  const left = outputFolders.flatMap(filesIn).filter((file) => !files.has(file) && file !== record);
  const wrong = [...stale, ...left].map((file) => relative(root, file));
  if (wrong.length) throw new Stop(`Regenerating gives other files:\n  ${wrong.join('\n  ')}\n${ADVICE}`);
  console.log(`Regenerating all ${files.size} files changes nothing.`);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
