import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { describeFinding, lintSpec } from '../../spec-tools/lint/lint-spec.ts';
import { extensionsAreKnown } from '../../spec-tools/lint/rules/extensions.ts';
import { SUPPORTED } from '../../spec-tools/lint/rules/supported/index.ts';
import { LABELS } from '../../spec-tools/lint/rules/supported/kinds.ts';
import { inventory } from '../../spec-tools/reference/inventory.ts';
import { follow, isNode } from '../../spec-tools/shared/json.ts';
import { readSpec } from '../../spec-tools/spec-files/spec-view.ts';
import type { Visit } from '../../spec-tools/spec-files/spec-walk.ts';
import { specWith } from './document.ts';
import { inSpecFolder } from './spec-folder.ts';

const RULES = [...SUPPORTED, extensionsAreKnown];

/** Has an object of every kind. */
const everyKind = specWith({
  info: 'contact: { name: Shop }',
  parameters: "- { $ref: '#/components/parameters/Find' }",
  components: 'parameters: { Find: { name: find, in: query, schema: { type: string } } }',
  fields: 'part:\n  oneOf: [{ $ref: "#/components/schemas/Part" }]\n  discriminator: { propertyName: kind }',
  models: 'Part: { type: object, required: [kind], properties: { kind: { const: Part } } }',
});

const visits = inSpecFolder({ 'openapi.yaml': everyKind }, (folder) => readSpec(folder, inventory).visits);

/** The document with a further field in one of its objects. */
function withField(visit: Visit, field: string): string {
  const document: unknown = parse(everyKind);
  const target = follow(
    document,
    visit.at.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/'),
  );
  if (!isNode(target)) throw new Error(`There is no object at ${visit.at.join(' ')}.`);
  Object.defineProperty(target, field, { value: 1, enumerable: true });
  return stringify(document);
}

test('the document has an object of every kind, and no findings', () => {
  expect(new Set(visits.map(({ kind }) => kind))).toEqual(new Set(Object.keys(LABELS)));
  expect(inSpecFolder({ 'openapi.yaml': everyKind }, (folder) => lintSpec(folder, inventory, RULES))).toEqual([]);
});

// Names that objects inherit are fields like any other.
test.each(['unknownField', 'x-unknown', 'constructor', 'toString'])('%s is a finding on every object', (field) => {
  const silent = visits.filter((visit) => {
    const text = withField(visit, field);
    const line = text.split('\n').findIndex((one) => one.trim() === `${field}: 1`) + 1;
    const found = inSpecFolder({ 'openapi.yaml': text }, (folder) => lintSpec(folder, inventory, RULES));
    return !found.some((one) => one.line === line && describeFinding(one).includes(field));
  });
  expect(silent.map(({ kind, at }) => `${kind} ${at.join(' ')}`)).toEqual([]);
});
