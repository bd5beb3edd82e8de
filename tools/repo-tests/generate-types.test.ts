import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { byDirection } from '../codegen/directions.ts';
import type { Document } from '../codegen/document.ts';
import { modelsOf, schemaOf } from '../codegen/types.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const fixture = (): Document =>
  parse(readFileSync(join(root, 'packages/api/test/golden/openapi.yaml'), 'utf8')) as Document;
let folder: string;

beforeAll(() => void (folder = mkdtempSync(join(root, '.cache/types-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** The compiler errors of a program that uses the types of a document. */
async function compile(document: Document, program: string): Promise<string[]> {
  writeFileSync(join(folder, 'schema.ts'), await schemaOf(byDirection(document)));
  writeFileSync(join(folder, 'models.ts'), modelsOf(byDirection(document)));
  const file = join(folder, 'use.ts');
  writeFileSync(file, program);
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    types: [],
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const found = ts.getPreEmitDiagnostics(ts.createProgram([file], options));
  return found.map((one) => ts.flattenDiagnosticMessageText(one.messageText, '\n'));
}

const uses = `import type { Item } from './models.ts'; export const price = (item: Item) => item.price;`;

describe('changes of the spec show at compile time', () => {
  test('a program compiles if the change does not concern it', async () => {
    expect(await compile(fixture(), uses)).toEqual([]);
  });

  test('a renamed field is an error where a program uses it', async () => {
    const document = fixture();
    const fields = document.components.schemas['Item']!.properties!;
    fields['cost'] = fields['price']!;
    delete fields['price'];
    expect(await compile(document, uses)).toEqual([expect.stringContaining("Property 'price' does not exist")]);
  });
});

test('doc comments contain the unit of an amount, the default, and the release that added a field', async () => {
  const schema = await schemaOf(byDirection(fixture()));
  expect(schema).toMatch(/What it costs\. In minor currency units\./);
  expect(schema).toMatch(/@since 2\.1\.0/);
  expect(schema).toMatch(/@default 1/);
});

test('optional fields accept undefined, also with exactOptionalPropertyTypes', async () => {
  expect(
    await compile(
      fixture(),
      `import type { Item } from './models.ts'; export const item: Item = { object: 'shop.items', price: undefined };`,
    ),
  ).toEqual([]);
});
