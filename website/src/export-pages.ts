import { existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Application, type TypeDocOptions } from 'typedoc';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The modules that programs import, by their source below `packages/` without its ending. */
export const MODULES: Readonly<Record<string, string>> = {
  'client/src': '@secuconnect/client',
  'client/src/flows': '@secuconnect/client/flows',
  'client/src/pushes': '@secuconnect/client/pushes',
  'client/src/receipts': '@secuconnect/client/receipts',
  'client/src/personal-data': '@secuconnect/client/personal-data',
  'client/src/redis': '@secuconnect/client/redis',
  'client/src/postgres': '@secuconnect/client/postgres',
  'client/src/node': '@secuconnect/client/node',
  'client/src/testing': '@secuconnect/client/testing',
  'sandbox/src': '@secuconnect/sandbox',
  'sandbox/src/node/server': '@secuconnect/sandbox/server',
  'sandbox/src/testing': '@secuconnect/sandbox/testing',
  'api/src': '@secuconnect/api',
};
/** Models, resources and constants come from the spec, and have pages of their own. */
const GENERATED = ['**/packages/api/src/generated/**', '**/packages/client/src/generated/**'];
const FOLDER = at('docs/exports');

const sourceOf = (module: string): string =>
  [`packages/${module}/index.ts`, `packages/${module}.ts`].map(at).find((file) => existsSync(file))!;

/** Writes a page for each module with all that it exports, out of the doc comments. The pages are not committed. */
export async function writeExportPages(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true });
  const options: TypeDocOptions & Record<string, unknown> = {
    plugin: ['typedoc-plugin-markdown'],
    tsconfig: at('website/tsconfig.exports.json'),
    entryPoints: Object.keys(MODULES).map(sourceOf),
    basePath: at('packages'),
    out: FOLDER,
    readme: 'none',
    excludeExternals: true,
    externalPattern: ['**/node_modules/**', ...GENERATED],
    excludePrivate: true,
    excludeInternal: true,
    disableSources: true,
    logLevel: 'Error',
    sort: ['alphabetical'],
    outputFileStrategy: 'modules',
    flattenOutputFiles: true,
    useHTMLAnchors: true,
    hidePageHeader: true,
    hideBreadcrumbs: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
  };
  const app = await Application.bootstrapWithPlugins(options as TypeDocOptions);
  app.converter.addUnknownSymbolResolver(({ moduleSource, symbolReference }) => {
    const [{ path: name = '' } = {}] = symbolReference?.path ?? [];
    if (moduleSource !== '@secuconnect/api') return undefined;
    const page = `reference/models/${name}.md`;
    return `../${existsSync(at(`docs/${page}`)) ? page : 'reference/README.md'}`;
  });
  const project = await app.convert();
  if (!project) throw new Error('The sources do not compile, so that their exports have no pages.');
  project.name = 'Exports of the packages';
  for (const module of project.children ?? []) module.name = MODULES[module.name] ?? module.name;
  await app.generateOutputs(project);
}
