/**
 * `pnpm generate`: spec → bundle → types → resource classes → formatted files.
 * `pnpm generate --check`: fails when the committed output is not what the spec, the templates and the tools give.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { bundleSpec } from './generate/bundle.ts';
import { fingerprint, recorded, recordFile } from './generate/fingerprint.ts';
import { byDirection } from './generate/directions.ts';
import { notice } from './generate/notice.ts';
import { apiGenerated, bundle, clientGenerated, reference, root } from './generate/paths.ts';
import { resourceFiles } from './generate/resources.ts';
import { Stop } from './generate/stop.ts';
import { modelsOf, schemaOf } from './generate/types.ts';

const ADVICE = 'Run `pnpm generate` and commit what changes.';

/** Folders in which nothing but generated files may be. */
const OUTPUT = [apiGenerated, clientGenerated, reference];

const check = process.argv.includes('--check');
const full = process.argv.includes('--full');

try {
  if (check && !full) checkFingerprint();
  else if (check) await checkByRegenerating();
  else await generate();
} catch (failure) {
  if (!(failure instanceof Stop)) throw failure;
  console.error(failure.message);
  process.exitCode = 1;
}

async function generate(): Promise<void> {
  const files = await generatedFiles();
  for (const folder of OUTPUT) rmSync(folder, { recursive: true, force: true });
  for (const [file, text] of files) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  writeFileSync(recordFile, `${JSON.stringify(fingerprint(), null, 2)}\n`);
  console.log(`Generated ${files.size} files.`);
}

/** Everything is made in memory first: a spec with an error leaves the old output in place. */
async function generatedFiles(): Promise<Map<string, string>> {
  const document = bundleSpec();
  const json = `${JSON.stringify(document, null, 2)}\n`;
  const typed = byDirection(document);
  const { api, client, reference: pages } = resourceFiles(typed);
  const fromTypes = new Map([
    ['schema.ts', await schemaOf(typed)],
    ['models.ts', modelsOf(typed)],
  ]);
  const files = new Map<string, string>([[bundle, json]]);
  const add = (folder: string, written: ReadonlyMap<string, string>, tool: 'types' | 'templates'): void => {
    for (const [path, text] of written) files.set(join(folder, path), withNotice(path, text, notice(json, tool)));
  };
  add(apiGenerated, fromTypes, 'types');
  add(apiGenerated, api, 'templates');
  add(clientGenerated, client, 'templates');
  add(reference, pages, 'templates');
  const style = await resolveConfig(join(root, 'package.json'));
  for (const [file, text] of files) {
    if (file !== bundle) files.set(file, await format(text, { ...style, filepath: file }));
  }
  return files;
}

function withNotice(path: string, text: string, lines: string[]): string {
  if (path.endsWith('.md')) return `<!-- ${lines.join(' ')} -->\n\n${text}`;
  return `${lines.map((line) => `// ${line}\n`).join('')}${text}`;
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
  const files = await generatedFiles();
  const stale = [...files].filter(([file, text]) => read(file) !== text).map(([file]) => file);
  const known = new Set([...files.keys(), recordFile]);
  const left = OUTPUT.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !known.has(file)),
  );
  const wrong = [...stale, ...left].map((file) => relative(root, file));
  if (wrong.length) throw new Stop(`Regenerating gives other files:\n  ${wrong.join('\n  ')}\n${ADVICE}`);
  console.log(`Regenerating all ${files.size} files changes nothing.`);
  checkFingerprint();
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
