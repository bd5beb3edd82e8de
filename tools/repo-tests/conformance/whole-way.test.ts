import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTransport, paging } from '@secuconnect/client';
import { startPrism } from '@secuconnect/mock';
import ts from 'typescript';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resource } from '../../../packages/api/src/runtime/resource.ts';
import { operationsOf, type Document } from '../../codegen/document.ts';
import { operationParts } from '../../codegen/operation-parts.ts';
import { mergeInputUnions } from '../../codegen/input-unions.ts';
import { withMediaSchemas } from '../../codegen/media-schemas.ts';
import { resourcesOf, type MethodData } from '../../codegen/template-data.ts';
import { typesOf } from '../../codegen/types.ts';
import { inRepository } from '../../spec-tools/spec-paths.ts';
import type { Accepted, Call } from './construct.ts';
import { ACCEPTED } from './constructs.ts';
import { specWith } from './document.ts';

/**
 * What the lint accepts has to work: the call of each row has to compile with the types of its document, and to be valid for a mock of its document when
 * the client has sent it. Everything but the templates takes part; `right.test.ts` has them too, and looks at the bytes.
 */
const rows = Object.values(ACCEPTED)
  .flat()
  .filter(
    // Files are bundled into one before anything else; the golden spec has some.
    ({ files }) => !files,
  );

interface Generated {
  readonly row: Accepted;
  readonly document: Document;
  readonly namespace: string;
  readonly base: string | undefined;
  readonly method: MethodData;
  readonly args: readonly unknown[];
}

let folder: string;
let generated: Map<string, Generated>;

beforeAll(async () => {
  mkdirSync(inRepository('.cache'), { recursive: true });
  folder = mkdtempSync(inRepository('.cache/constructs-'));
  const all = await Promise.all(rows.map(generate));
  generated = new Map(all.map((one) => [one.row.name, one]));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function generate(row: Accepted, index: number): Promise<Generated> {
  const document = parse(specWith(row.parts)) as Document;
  // Other rules of the lint require them.
  for (const { operation } of operationsOf(document)) {
    operation.summary ??= 'Do it';
    operation.description ??= 'It is done.';
  }
  const typed = mergeInputUnions(withMediaSchemas(document));
  const [{ namespace, base, class: owner, methods }] = resourcesOf(typed) as [ReturnType<typeof resourcesOf>[number]];
  const method = methods.find(({ path }) => path !== '/Shop/Items/me' && path !== '/Shop/Items') ?? methods[0]!;
  const at = join(folder, String(index));
  mkdirSync(at);
  const types = await typesOf(typed);
  writeFileSync(join(at, 'schema.ts'), types.schema);
  writeFileSync(join(at, 'models.ts'), types.models);
  writeFileSync(join(at, 'internal-models.ts'), types.internalModels);
  writeFileSync(join(at, 'ids.ts'), types.ids);
  const args = argumentsOf(method, document, row.call);
  writeFileSync(join(at, 'use.ts'), programOf(method, owner, args));
  return { row, document, namespace, base, method, args };
}

/** The arguments of the method, in its order. */
function argumentsOf(
  { id, arguments: all }: MethodData,
  document: Document,
  call: Call = { body: { name: 'Lamp' } },
): unknown[] {
  const located = [...operationsOf(document)].find(({ operation }) => operation.operationId === id)!;
  const segments = operationParts(document, located).pathParameters.map(({ schema }) => schema.enum?.[0] ?? '1');
  const parts = ['body', 'query', 'headers', 'cookies'] as const;
  return all.map(({ name }, index) => {
    const part = parts.find((one) => one === name);
    return part ? call[part] : segments[index];
  });
}

/** Passes the arguments to a function with the parameters of the method. */
function programOf(method: MethodData, owner: string, args: readonly unknown[]): string {
  const parameters = method.arguments.map(
    ({ name, type, optional, suffix }) => `${name}${optional ? '?' : ''}: ${type}${suffix}`,
  );
  return `import type { operations } from './schema.ts';
import type * as models from './models.ts';
declare const blob: Blob;
declare namespace ${owner} {
${method.types.map(({ name, type }) => `export type ${name} = ${withModels(type)};`).join('\n')}
}
declare function call(${parameters.join(', ')}): ${withModels(method.result)};
export const result = call(${args.map(literal).join(', ')});
export type Operations = operations;
`;
}

/** Names of models, and not those in quotes or of the language. */
const withModels = (type: string): string =>
  type.replaceAll(/'[^']*'|\b[A-Z]\w*\b/g, (name) =>
    /^(?:'|Blob$|NonNullable$)/.test(name) ? name : `models.${name}`,
  );

function literal(value: unknown): string {
  if (value instanceof Blob) return 'blob';
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  return `{ ${Object.entries(value)
    .map(([key, one]) => `${JSON.stringify(key)}: ${literal(one)}`)
    .join(', ')} }`;
}

test('the call of each row compiles with the types of its document', () => {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    types: [],
    skipLibCheck: true,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const program = ts.createProgram(
    rows.map((_, index) => join(folder, String(index), 'use.ts')),
    options,
  );
  const failures = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const [, index] = /(\d+)\/\w+\.ts$/.exec(file?.fileName ?? '') ?? [];
    return `${rows[Number(index)]?.name}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
  expect(failures).toEqual([]);
});

describe('the mock of the document accepts what the client sends', () => {
  test.each(rows)('$name', async ({ name }) => {
    const { document, namespace, base, method, args } = generated.get(name)!;
    const Class = resource<ReturnType<typeof resource>>(namespace, { [method.verb]: method.notation }, base);
    const prism = await startPrism({ document });
    try {
      const api = new Class(
        createTransport({ baseUrl: prism.baseUrl, auth: { token: 'test' }, maxRetries: 0 }, paging),
      );
      const send = (api as Record<string, (...args: unknown[]) => Promise<unknown>>)[method.verb]!;
      await send.call(api, ...args);
      expect(prism.violations.filter(({ severity }) => severity === 'Error')).toEqual([]);
      expect(prism.requests).toHaveLength(1);
    } finally {
      await prism.close();
    }
  });
});
