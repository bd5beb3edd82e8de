import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { filesIn } from './files.ts';
import { fingerprint, recorded } from './fingerprint.ts';
import { outputOf } from './output.ts';
import { outputFolders, record, root, targets } from './paths.ts';
import { UserError } from './user-error.ts';
import { describeFinding, lintSpec } from '../spec-tools/lint/lint-spec.ts';
import { inventory } from '../spec-tools/reference/inventory.ts';
import { inRepository, SPEC_FOLDER } from '../spec-tools/spec-paths.ts';

const ADVICE = 'Run `pnpm generate` and commit the changes.';

/** Writes all generated files and their fingerprint. */
export async function generate(): Promise<void> {
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
  const found = lintSpec(inRepository(SPEC_FOLDER), inventory);
  if (found.length)
    throw new UserError(
      `The spec violates its conventions. Nothing was generated.\n\n${found.map(describeFinding).join('\n')}`,
    );
  const outputs = await Promise.all(targets.map((target) => outputOf(target)));
  return new Map(outputs.flatMap((files) => [...files]));
}

/** Throws if the fingerprint of the committed files differs from the recorded one. */
export function checkFingerprint(): void {
  const [before, now] = [recorded(), fingerprint()];
  if (!before) throw new UserError(`There is no generated code yet. ${ADVICE}`);
  if (before.input !== now.input)
    throw new UserError(`The spec, a template or a tool has changed since the last \`pnpm generate\`. ${ADVICE}`);
  if (before.output !== now.output) throw new UserError(`A generated file was edited by hand or is missing. ${ADVICE}`);
  console.log('The generated code is up to date.');
}

/** Throws if regenerating gives other files than the committed ones. */
export async function checkByRegenerating(): Promise<void> {
  const files = await allOutput();
  const stale = [...files].filter(([file, text]) => read(file) !== text).map(([file]) => file);
  const left = outputFolders.flatMap(filesIn).filter((file) => !files.has(file) && file !== record);
  const wrong = [...stale, ...left].map((file) => relative(root, file));
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
