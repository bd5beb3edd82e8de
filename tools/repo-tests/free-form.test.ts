import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import document from '../../packages/api/openapi.json' with { type: 'json' };

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

/** The places in the spec with x-free-form, as `Model.field`. */
function freeForm(value: unknown, place: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => freeForm(item, place));
  if (typeof value !== 'object' || value === null) return [];
  const own = 'x-free-form' in value ? [place] : [];
  const below = Object.entries(value).flatMap(([key, item]) =>
    key === 'properties'
      ? Object.entries(item as object).flatMap(([field, schema]) => freeForm(schema, `${place}.${field}`))
      : freeForm(item, place),
  );
  return [...own, ...below];
}

const places = Object.entries(document.components.schemas).flatMap(([name, schema]) => freeForm(schema, name));

test('DEVIATIONS.md lists every free-form place with its reason', () => {
  const [, section = ''] = read('spec/DEVIATIONS.md').split('## Free-form data');
  const listed = [...section.matchAll(/^- `([\w.]+)`: \S+/gm)].map(([, place]) => place);
  expect(listed.sort()).toEqual([...new Set(places)].sort());
});

test('generated types use unknown only for the free-form places', () => {
  const models = ['models', 'internal-models'].map((name) => read(`packages/api/src/generated/${name}.ts`)).join('');
  expect(models.match(/Record<string, never>|\bany\b(?=[;,\])])/g)).toBeNull();
  expect(models.match(/[:=] .*\bunknown\b/g) ?? []).toHaveLength(places.length);
});
