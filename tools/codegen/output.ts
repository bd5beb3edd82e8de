import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { bundleSpec } from './bundle.ts';
import { byDirection } from './directions.ts';
import { notice } from './notice.ts';
import { root } from './paths.ts';
import { resourceFiles } from './resources.ts';
import { fixturesOf, operationTypesOf } from './testing.ts';
import { modelsOf, schemaOf } from './types.ts';
import { resourcesOf } from './views.ts';

/** One spec, and where what is generated from it goes. Folders that are left out get nothing. */
export interface Target {
  spec: string;
  bundle?: string;
  api: string;
  client?: string;
  reference?: string;
}

/** Text of every generated file by its path. Nothing is written yet: a spec with an error leaves the old output in place. */
export async function outputOf(target: Target): Promise<Map<string, string>> {
  const document = await bundleSpec(target.spec);
  const json = `${JSON.stringify(document, null, 2)}\n`;
  const typed = byDirection(document);
  const [{ api, client, reference }, schema] = await Promise.all([resourceFiles(typed), schemaOf(typed)]);
  const types = new Map([
    ['schema.ts', schema],
    ['models.ts', modelsOf(typed)],
  ]);
  const forTests = new Map([
    ['fixtures.ts', fixturesOf(typed)],
    ['operation-types.ts', operationTypesOf(resourcesOf(typed))],
  ]);
  const files = new Map<string, string>();
  const [fromTypes, fromTemplates] = [notice(json, 'types'), notice(json, 'templates')];
  const style = await resolveConfig(join(root, 'package.json'));
  const add = async (
    folder: string | undefined,
    written: ReadonlyMap<string, string>,
    lines: string[],
  ): Promise<void> => {
    if (folder === undefined) return;
    for (const [path, text] of written) {
      files.set(join(folder, path), await format(withNotice(path, text, lines), { ...style, filepath: path }));
    }
  };
  if (target.bundle) files.set(target.bundle, json);
  await add(target.api, types, fromTypes);
  await add(target.api, api, fromTemplates);
  await add(target.client, client, fromTemplates);
  await add(target.client, forTests, fromTypes);
  await add(target.reference, reference, fromTemplates);
  return files;
}

function withNotice(path: string, text: string, lines: string[]): string {
  if (path.endsWith('.md')) return `<!-- ${lines.join(' ')} -->\n\n${text}`;
  return `${lines.map((line) => `// ${line}\n`).join('')}${text}`;
}
