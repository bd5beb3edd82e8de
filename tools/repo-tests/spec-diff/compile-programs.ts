import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { Document } from '../../codegen/document.ts';
import { mergeInputUnions } from '../../codegen/input-unions.ts';
import { splitReadWrite } from '../../codegen/read-write-schemas.ts';
import { resourcesOf, type ResourceData } from '../../codegen/template-data.ts';
import { withMediaSchemas } from '../../codegen/media-schemas.ts';
import { typesOf } from '../../codegen/types.ts';

export interface Program {
  document: object;
  code: string;
}

/** The files exist in memory only. From this folder the compiler finds openapi-fetch, like the generated code. */
const FOLDER = fileURLToPath(new URL('../../../packages/api/in-memory', import.meta.url));

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  target: ts.ScriptTarget.ES2022,
  allowImportingTsExtensions: true,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};

/** The types of results, as far as programs use them: a list is also a call, which returns its first page. */
const RUNTIME = `
export interface ApiCall<Result> extends Promise<Result> { asResponse(): Promise<Response> }
export interface ListResult<Item> extends ApiCall<{ count: number; data: Item[] }>, AsyncIterable<Item> {}
`;

/** The errors of the compiler in each program, which uses the code that is generated for its document. All compile in one run. */
export async function compilePrograms(programs: readonly Program[]): Promise<string[][]> {
  const files = new Map([[join(FOLDER, 'runtime.ts'), RUNTIME]]);
  const folders = new Map<string, string>();
  const roots: string[] = [];
  for (const [index, { document, code }] of programs.entries()) {
    const key = JSON.stringify(document);
    const folder = folders.get(key) ?? join(FOLDER, String(folders.size));
    if (!folders.has(key))
      for (const [name, source] of await generated(document)) files.set(join(folder, name), source);
    folders.set(key, folder);
    roots.push(join(folder, `program-${index}.ts`));
    files.set(roots.at(-1)!, programOf(code));
  }
  const compiled = ts.createProgram([...files.keys()], OPTIONS, hostOf(files));
  for (const file of files.keys()) if (!roots.includes(file)) assertNoErrors(file, errorsIn(compiled, file));
  return roots.map((file) => errorsIn(compiled, file));
}

async function generated(document: object): Promise<[name: string, source: string][]> {
  const split = mergeInputUnions(splitReadWrite(withMediaSchemas(structuredClone(document) as Document)));
  const types = await typesOf(split);
  return [
    ['schema.ts', types.schema],
    ['models.ts', types.models],
    ['internal-models.ts', types.internalModels],
    ['ids.ts', types.ids],
    ['client.ts', clientOf(resourcesOf(split))],
  ];
}

/** The methods of the client with the signatures that the templates print; the templates themselves need Java. */
function clientOf(resources: readonly ResourceData[]): string {
  const imports = resources.flatMap(({ models, internalModels, item }) => {
    const names = new Set([...(models?.split(', ') ?? []), ...(item ? [item] : [])]);
    return [
      names.size > 0 ? `import type { ${[...names].join(', ')} } from './models.ts';` : '',
      internalModels ? `import type { ${internalModels} } from './internal-models.ts';` : '',
    ];
  });
  const namespaces = resources.map(
    ({ class: name, methods }) =>
      `export declare namespace ${name} { ${methods.flatMap(({ types }) => types.map((one) => `export type ${one.name} = ${one.type};`)).join(' ')} }`,
  );
  const members = resources.map(({ group, property, methods }) => {
    const signatures = methods.map(({ verb, arguments: all, clientResult }) => {
      const list = all.map(({ name, optional, type, suffix }) => `${name}${optional ? '?' : ''}: ${type}${suffix}`);
      const result = clientResult.startsWith('ListResult') ? clientResult : `ApiCall<${clientResult}>`;
      return `${verb}(${[...list, 'options?: { timeout?: number }'].join(', ')}): ${result};`;
    });
    return `{ ${group}: { ${property}: { ${signatures.join(' ')} } } }`;
  });
  return [
    `import type { ApiCall, ListResult } from '../runtime.ts';`,
    `import type { operations } from './schema.ts';`,
    ...imports,
    ...namespaces,
    `export declare const client: ${members.join(' & ') || '{}'};`,
  ].join('\n');
}

const programOf = (code: string): string => `
import type { Client } from 'openapi-fetch';
import { client } from './client.ts';
import type * as models from './models.ts';
import type { operations, paths, webhooks } from './schema.ts';
declare const fetchClient: Client<paths>;
declare function store<Value>(value: Value): void;
export async function program() {
  const { call } = client.shop.things;
  ${code}
}`;

function hostOf(files: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  const { directoryExists, fileExists, readFile, getSourceFile } = host;
  host.directoryExists = (name) => name.startsWith(FOLDER) || directoryExists!(name);
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.getSourceFile = (name, target, ...rest) => {
    const source = files.get(name);
    return source === undefined
      ? getSourceFile(name, target, ...rest)
      : ts.createSourceFile(name, source, target, true);
  };
  return host;
}

function errorsIn(program: ts.Program, file: string): string[] {
  const source = program.getSourceFile(file);
  const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

/** The verdicts would mean nothing. */
function assertNoErrors(file: string, errors: readonly string[]): void {
  if (errors.length > 0) throw new Error(`The generated ${file} does not compile: ${errors.join(' ')}`);
}
