import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Document } from '../codegen/document.ts';
import { constantsFile } from '../codegen/enumerations.ts';
import { mergeInputUnions } from '../codegen/input-unions.ts';
import { requestSchemasOf } from '../codegen/request-schemas.ts';
import { splitReadWrite } from '../codegen/read-write-schemas.ts';
import { typesOf } from '../codegen/types.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The root file of the golden spec, without the paths that are in other files. */
function fixture(): Document {
  const document = parse(readFileSync(join(root, 'packages/api/test/golden/openapi.yaml'), 'utf8')) as Document;
  const paths = Object.entries(document.paths).filter(([, item]) => !('$ref' in item));
  return { ...document, paths: Object.fromEntries(paths) };
}
let folder: string;

beforeAll(() => void (folder = mkdtempSync(join(root, '.cache/types-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** The compiler errors of a program that uses the types of a document. */
async function compile(document: Document, program: string): Promise<string[]> {
  const types = await typesOf(mergeInputUnions(splitReadWrite(document)));
  writeFileSync(join(folder, 'schema.ts'), types.schema);
  writeFileSync(join(folder, 'models.ts'), types.models);
  writeFileSync(join(folder, 'internal-models.ts'), types.internalModels);
  writeFileSync(join(folder, 'ids.ts'), types.ids);
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

describe('an internal model', () => {
  test('has no public name, and the models that use it keep their types', async () => {
    const named = `import type { Price } from './models.ts'; export const price: Price = 1;`;
    expect(await compile(fixture(), named)).toEqual([
      expect.stringContaining(`'Price' locally, but it is not exported`),
    ]);
    const wrong = `import type { Item } from './models.ts'; export const item: Item = { object: '', price: 'free' };`;
    expect(await compile(fixture(), wrong)).toEqual([
      expect.stringContaining(`Type 'string' is not assignable to type 'number'`),
    ]);
  });

  test('has a name for the generated methods', async () => {
    const named = `import type { Price } from './internal-models.ts'; export const price: Price = 1;`;
    expect(await compile(fixture(), named)).toEqual([]);
  });
});

test('a model with fields that only the server sets is sent as one with Input at the end of its name', async () => {
  const sent = `import type { ItemInput } from './models.ts'; export const item: ItemInput = { object: '', secret: '', id: '' };`;
  expect(await compile(fixture(), sent)).toEqual([expect.stringContaining(`'id' does not exist in type`)]);
});

test('doc comments contain the unit of an amount, the default, and the release that added a field', async () => {
  const { models: schema } = await typesOf(splitReadWrite(fixture()));
  expect(schema).toMatch(/What it costs\. In minor units\./);
  expect(schema).toMatch(/@since 2\.1\.0/);
  expect(schema).toMatch(/@default 1/);
});

test('a text that looks like a tag is not one, and odd names stay whole in the rules for the fake API', async () => {
  const document = fixture();
  const field = { type: 'string', description: 'One.\n@deprecated is a text.' };
  document.components.schemas['Item']!.properties!["it's \\ a"] = field;
  const rules = requestSchemasOf(document);
  expect((await typesOf(document)).models).toContain('\\@deprecated is a text.');
  expect(ts.transpileModule(rules, { reportDiagnostics: true }).diagnostics).toEqual([]);
  expect(rules).toContain(JSON.stringify("it's \\ a"));
});

test('optional fields accept undefined, also with exactOptionalPropertyTypes', async () => {
  expect(
    await compile(
      fixture(),
      `import type { Item } from './models.ts'; export const item: Item = { object: 'shop.items', price: undefined };`,
    ),
  ).toEqual([]);
});

describe('values with a meaning', () => {
  /** The first line of the doc comments of a file that contain a text, and the lines after it. */
  const comment = (text: string, found: string): string[] =>
    (/\/\*\*(?:(?!\*\/)[^])*\*\//g[Symbol.match](text) ?? [])
      .filter((one) => one.includes(found))
      .flatMap((one) => one.split('\n').map((line) => line.replace(/^[\s/*]+/, '').trimEnd()))
      .filter(Boolean);

  test('stand in the doc comment of the field, as a list that editors show', async () => {
    const { models: schema } = await typesOf(splitReadWrite(fixture()));
    expect(comment(schema, 'Its rank.').slice(0, 4)).toEqual([
      '@description Its rank.',
      '- `1` (`FIRST`): Best | of all *\\/.',
      '- `2` (`SECOND`): Runner-up.',
      '@since 2.1.0',
    ]);
    expect(schema).not.toMatch(/^\s*\* {2,}- `/m);
  });

  test('stand with a model and with every field that refers to it', async () => {
    const document = fixture();
    Object.assign(document.components.schemas['Price']!, {
      'x-extensible-enum': [0],
      'x-enum-descriptions': { '0': 'free' },
    });
    const { models, internalModels } = await typesOf(document);
    expect(comment(models, 'What it costs.')).toContain('- `0`: Free.');
    expect(comment(internalModels, 'An amount.')).toEqual(['An amount.', '- `0`: Free.']);
  });

  test('are constants if they have names; requests and responses share them', () => {
    const text = constantsFile(splitReadWrite(fixture()));
    expect(text.match(/export const \w+/g)).toEqual(['export const ItemRank']);
    expect(text).toContain('/** Runner-up. */\nSECOND: 2,');
  });

  test('cannot have constants with the name of a model', () => {
    const document = fixture();
    document.components.schemas['ItemRank'] = { type: 'object', properties: {} };
    expect(() => constantsFile(document)).toThrow('The constants of Item.rank would be named ItemRank');
  });
});
