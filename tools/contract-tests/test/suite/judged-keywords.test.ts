import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allRows, COMPONENTS, limits, type KeywordRow, type LimitingKeyword } from '@secuconnect/mock/judged-keywords';
import type { Generator } from '@secuconnect/mock/values';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Schema } from '../../src/document/schema.ts';

/** The suite reads its document once, so these are copies of its modules with a document of their own. */
let suite: {
  readonly isValid: (schema: Schema, value: unknown) => boolean;
  readonly generatorFor: (key: string) => Generator;
  readonly brokenValues: (schema: Schema, generator: Generator) => { readonly value: unknown }[];
};
const folder = mkdtempSync(join(tmpdir(), 'keywords-'));
beforeAll(async () => {
  const file = join(folder, 'openapi.json');
  writeFileSync(file, JSON.stringify({ components: { schemas: COMPONENTS } }));
  vi.stubEnv('CONTRACT_DOCUMENT', file);
  vi.resetModules();
  const { isValid } = await import('../../src/schema-values/valid.ts');
  const { generatorFor } = await import('../../src/schema-values/generator.ts');
  const { brokenValues } = await import('../../src/schema-values/break.ts');
  suite = { isValid, generatorFor, brokenValues };
});
afterAll(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
  rmSync(folder, { recursive: true });
});

const fieldOf = (field: object): Schema => ({ type: 'object', properties: { field }, required: ['field'] }) as Schema;

const rows = allRows();

/** What the second Ajv makes of a row. */
function judgement(row: KeywordRow): string {
  const accepts = (field: unknown): boolean => {
    try {
      return suite.isValid(fieldOf(row.schema), { field });
    } catch {
      return false;
    }
  };
  if (!accepts(row.good)) return 'rejects the good';
  return limits(row) && !accepts(row.bad) ? 'judged' : 'accepts anything';
}

test.each(rows)('the second Ajv judges %s as the table says', (_, row) => {
  expect(judgement(row)).toBe(limits(row) ? row.suite : 'accepts anything');
});

/** The keywords that a row is about: those in its name, or all if they are deeper in the schema. */
function limitsOf(name: string, schema: object): string[] {
  const words = name.split(/[ :]/);
  const named = Object.keys(schema).filter((key) => words.includes(key) && (key !== '$ref' || name === '$ref'));
  return named.length ? named : Object.keys(schema);
}

/** Whether the suite makes values for the keyword, and one that breaks exactly this keyword: valid without it, and invalid with it. */
function isProvoked(name: string, { schema }: LimitingKeyword): boolean {
  const keywords = limitsOf(name, schema);
  const without = Object.fromEntries(Object.entries(schema).filter(([key]) => !keywords.includes(key)));
  const { isValid, brokenValues } = suite;
  const generator = suite.generatorFor(name);
  const whole = fieldOf(schema);
  try {
    const made = Array.from({ length: 20 }, () => generator.value(whole, 'full'));
    if (!made.every((value) => isValid(whole, value))) return false;
    return brokenValues(whole, generator).some(({ value }) => isValid(fieldOf(without), value));
  } catch {
    return false;
  }
}

describe('the suite provokes what the table says', () => {
  const limiting = rows.filter((row): row is [string, LimitingKeyword] => limits(row[1]));
  test.each(limiting)('%s', (name, row) => {
    expect(isProvoked(name, row)).toBe(row.provoked);
  });
});
