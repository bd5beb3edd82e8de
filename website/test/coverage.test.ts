import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Document } from '../../tools/codegen/document.ts';
import { coverageOf } from '../src/coverage.ts';

const document = JSON.parse(
  readFileSync(new URL('../../packages/api/openapi.json', import.meta.url), 'utf8'),
) as Document;

test('every operation, model, field, value and error of the spec, and every export of the packages, is on the site', () => {
  const { counts, missing } = coverageOf(document);
  expect(missing).toEqual([]);
  console.log(counts);
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(100);
});

test('what is not on the site is reported', () => {
  const { schemas } = document.components;
  const changed = {
    ...document,
    components: { ...document.components, schemas: { ...schemas, Contact: { properties: { shoe_size: {} } } } },
  } as Document;
  expect(coverageOf(changed).missing).toEqual(['fields: Contact.shoe_size']);
});
