import { join, relative } from 'node:path';
import { format, resolveConfig, type Options } from 'prettier';
import { bundleSpec } from './bundle.ts';
import type { Document } from './document.ts';
import { commandTablesOf } from './command-tables.ts';
import { constantsFile } from './enumerations.ts';
import { withHeader, type Writer } from './file-header.ts';
import { formatMarkdown } from './format-markdown.ts';
import { withMediaSchemas } from './media-schemas.ts';
import { root } from './paths.ts';
import { personalDataOf } from './personal-data.ts';
import { modelPages } from './reference/model-pages.ts';
import { typePages } from './reference/type-pages.ts';
import { mergeInputUnions } from './input-unions.ts';
import { splitReadWrite } from './read-write-schemas.ts';
import { requestSchemasOf } from './request-schemas.ts';
import { resourceFiles, type GeneratedFile } from './resources.ts';
import { resourcesOf } from './template-data.ts';
import { settleRulesFile } from './settle-rules.ts';
import { fixturesOf, operationTypesOf } from './testing.ts';
import { typesOf } from './types.ts';
import { UserError } from './user-error.ts';

/** A spec, and the folders that its output goes to. Without a folder, that part is not generated. */
export interface Target {
  spec: string;
  bundle?: string;
  api: string;
  client?: string;
  cli?: string;
  reference?: string;
}

/** The text of every generated file by path. Writes nothing, so an error in the spec leaves the old output in place. */
export async function outputOf(target: Target): Promise<Map<string, string>> {
  const document = await bundleSpec(target.spec);
  const sent = splitReadWrite(withMediaSchemas(document));
  const typed = mergeInputUnions(sent);
  const [{ api, client, reference }, types] = await Promise.all([
    resourceFiles(typed),
    typesOf(typed).catch((error: unknown) => {
      throw new UserError(`openapi-typescript cannot read ${relative(root, target.spec)}: ${firstLine(error)}`);
    }),
  ]);
  const files = new Map<string, string>();
  const style = await resolveConfig(join(root, 'package.json'));
  const add = async (folder: string | undefined, path: string, text: string, writer: Writer): Promise<void> => {
    if (folder === undefined) return;
    files.set(join(folder, path), await formatted(path, withHeader(path, text, writer), style));
  };
  const addAll = async (folder: string | undefined, generated: readonly GeneratedFile[]): Promise<void> => {
    for (const { path, text, template } of generated) await add(folder, path, text, template);
  };
  if (target.bundle) files.set(target.bundle, `${JSON.stringify(withoutInternalMarks(document), null, 2)}\n`);
  await add(target.api, 'schema.ts', types.schema, 'openapi-typescript');
  await add(target.api, 'models.ts', types.models, 'types.ts');
  await add(target.api, 'internal-models.ts', types.internalModels, 'types.ts');
  await add(target.api, 'ids.ts', types.ids, 'ids.ts');
  await add(target.api, 'constants.ts', constantsFile(typed), 'enumerations.ts');
  await addAll(target.api, api);
  await addAll(target.client, client);
  await add(target.client, 'fixtures.ts', fixturesOf(typed), 'testing.ts');
  await add(target.client, 'operation-types.ts', operationTypesOf(typed, resourcesOf(typed)), 'testing.ts');
  await add(target.client, 'request-schemas.ts', requestSchemasOf(sent), 'request-schemas.ts');
  await add(target.client, 'settle-rules.ts', settleRulesFile(document), 'settle-rules.ts');
  await add(target.client, 'personal-data.ts', personalDataOf(document), 'personal-data.ts');
  if (target.cli !== undefined)
    for (const { path, text } of commandTablesOf(sent)) await add(target.cli, path, text, 'command-tables.ts');
  await addAll(target.reference, reference);
  for (const { path, text } of modelPages(typed)) await add(target.reference, path, text, 'model-pages.ts');
  for (const { path, text } of typePages(typed)) await add(target.reference, path, text, 'type-pages.ts');
  return files;
}

const firstLine = (error: unknown): string => String(error instanceof Error ? error.message : error).split('\n')[0]!;

async function formatted(path: string, text: string, style: Options | null): Promise<string> {
  try {
    return path.endsWith('.md') ? await formatMarkdown(text, style) : await format(text, { ...style, filepath: path });
  } catch (error) {
    const line = text.split('\n')[Number(/\((\d+):/.exec(firstLine(error))?.[1]) - 1];
    throw new UserError(
      `The generated ${path} is not valid: ${firstLine(error)}\n  ${line?.trim() ?? ''}\nA name in the spec cannot be a name in the code. Rename it, or correct what writes the file.`,
    );
  }
}

/** The document as it is published: other generators leave out what is marked as internal, and could not build the models that use it. */
const withoutInternalMarks = (document: Document): Document => ({
  ...document,
  components: {
    ...document.components,
    schemas: Object.fromEntries(
      Object.entries(document.components.schemas).map(([name, schema]) => {
        const copy = { ...schema };
        delete copy['x-internal'];
        return [name, copy];
      }),
    ),
  },
});
