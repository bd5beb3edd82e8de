import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bundleSpec } from '../../codegen/bundle.ts';
import { readText } from '../../spec-tools/spec-paths.ts';
import { specFilesOf } from './spec-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'secuconnect-redocly-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A spec with one operation, whose response has this schema. */
function specWith(name: string, schema: string, files: Record<string, string>): string {
  const root = join(folder, name, 'openapi.yaml');
  const all = {
    'openapi.yaml': `openapi: 3.1.0
info: { title: a, version: '1', license: { name: MIT, identifier: MIT } }
servers: [{ url: https://api.example.org }]
security: []
paths:
  /a:
    get:
      operationId: a
      summary: a
      responses:
        '200': { description: a, content: { application/json: { schema: ${schema} } } }
        '400': { description: a }
`,
    ...files,
  };
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name, file)), { recursive: true });
    writeFileSync(join(folder, name, file), text);
  }
  return root;
}

test('two files with one name are an error; without an option redocly renames one of the models', async () => {
  const files = { 'x/Item.yaml': 'type: string\n', 'y/Item.yaml': 'type: integer\n' };
  const spec = specWith('names', '{ anyOf: [{ $ref: x/Item.yaml }, { $ref: y/Item.yaml }] }', files);
  await expect(bundleSpec(spec)).rejects.toMatchObject({ name: 'UserError', message: expect.stringContaining('Item') });
});

test('redocly rounds an integer above 2^53 without a word, so the spec has none', async () => {
  const spec = specWith('integers', '{ type: integer, examples: [9007199254740993] }', {});
  expect(JSON.stringify(await bundleSpec(spec))).toContain('9007199254740992');
  const rounded = specFilesOf('spec').filter((file) => /(?:[:\s[,-]|^)\d{17,}(?=[\s,}\]]|$)/m.test(readText(file)));
  expect(rounded).toEqual([]);
});

test('redocly reads YAML 1.2, and openapi-generator, which reads YAML 1.1, gets JSON', async () => {
  const spec = specWith('yaml', '{ type: string, enum: [NO, on, 12:30] }', {});
  expect(JSON.stringify(await bundleSpec(spec))).toContain('["NO","on","12:30"]');
});
