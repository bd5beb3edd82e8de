import { readFileSync } from 'node:fs';
import document from '../../packages/api/openapi.json' with { type: 'json' };
import { operations } from '@secuconnect/client';
import { createFixtures } from '@secuconnect/client/testing';
import { describe, expect, test } from 'vitest';
import { NUMERIC_PARAMETERS } from '../../packages/client/src/testing/incoming-request.ts';
import { problemsOf } from '../../packages/client/src/testing/request-check.ts';
import { operationsOf, resolve, type Document, type RequestBody } from '../codegen/document.ts';
import { validator } from '../spec-tools/shared/ajv.ts';

const spec = document as unknown as Document;
const ajv = validator();
ajv.addSchema(document, 'spec');

const fixtures = createFixtures() as unknown as Record<string, (overrides?: object) => unknown>;
const modelOf = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** The names of the models that operations return, also as items of arrays. */
const returned = new Set(
  [...operationsOf(spec)].flatMap(({ operation }) =>
    Object.values(operation.responses).flatMap((response) =>
      Object.values(resolve(spec, response).content ?? {}).flatMap(({ schema }) => {
        const { $ref, items } = (schema ?? {}) as { $ref?: string; items?: { $ref?: string } };
        return ($ref ?? items?.$ref)?.split('/').at(-1) ?? [];
      }),
    ),
  ),
);

describe('fixtures match the spec', () => {
  test('each model that an operation returns has a fixture', () => {
    expect(Object.keys(fixtures).map(modelOf).sort()).toEqual([...returned].sort());
  });

  test.each(Object.keys(fixtures))('the fixture %s is valid', (name) => {
    const check = ajv.getSchema(`spec#/components/schemas/${modelOf(name)}`)!;
    check(fixtures[name]!());
    expect(check.errors ?? []).toEqual([]);
  });

  test('an invalid fixture fails the validation', () => {
    const check = ajv.getSchema('spec#/components/schemas/SmartTransaction')!;
    expect(check(fixtures['smartTransaction']!({ basket_info: { sum: '19.95' } }))).toBe(false);
  });
});

test('the operation types have exactly the operations of the spec', () => {
  const file = new URL('../../packages/client/src/generated/operation-types.ts', import.meta.url);
  const ids = [...readFileSync(file, 'utf8').matchAll(/^ {2}'([\w.]+)': \{$/gm)].map(([, id]) => id!);
  expect(ids.sort()).toEqual([...operationsOf(spec)].map(({ operation }) => operation.operationId).sort());
  expect(ids.sort()).toEqual(Object.keys(operations).sort());
});

test('the fake API decodes exactly the numeric query parameters of the spec as numbers', () => {
  const parameters = [...operationsOf(spec)].flatMap(({ item, operation }) =>
    [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((one) => resolve(spec, one)),
  );
  const inQuery = parameters.filter((one) => one.in === 'query');
  const numbers = inQuery.filter(({ schema }) => schema.type === 'integer' || schema.type === 'number');
  expect(new Set(numbers.map(({ name }) => name))).toEqual(NUMERIC_PARAMETERS);
});

describe('the fake API rejects the bodies that the spec does not allow', () => {
  const bodies = [...operationsOf(spec)].flatMap(({ path, method, operation }) => {
    const { content = {} } = operation.requestBody ? resolve<RequestBody>(spec, operation.requestBody) : {};
    const { examples = {} } = content['application/json'] ?? {};
    const pointer = `spec#/paths/${path.replaceAll('/', '~1').replaceAll(/[{}]/g, encodeURIComponent)}/${method}`;
    return Object.values(examples).map((example) => ({
      operation: operation.operationId,
      schema: `${pointer}/requestBody/content/application~1json/schema`,
      body: resolve(spec, example).value,
    }));
  });
  const problemsIn = (operation: string, body: unknown): string[] =>
    problemsOf({
      operation,
      method: 'POST',
      path: {},
      query: {},
      body,
      headers: { 'content-type': 'application/json' },
    });

  test('and accepts every example of the spec', () => {
    expect(bodies.length).toBeGreaterThan(100);
    expect(bodies.flatMap(({ operation, body }) => problemsIn(operation, body))).toEqual([]);
  });

  test('as a validator does that reads the whole spec: for each value in an example, replaced by others', () => {
    const disagreements = [];
    let compared = 0;
    for (const { operation, schema, body } of bodies) {
      const isValid = ajv.getSchema(schema)!;
      for (const changed of variantsOf(body)) {
        compared++;
        if (Boolean(isValid(changed)) !== (problemsIn(operation, changed).length === 0))
          disagreements.push([operation, JSON.stringify(changed), isValid.errors]);
      }
    }
    expect(compared).toBeGreaterThan(5_000);
    expect(disagreements).toEqual([]);
  });
});

/** The value with one value in it replaced by others, or removed. */
function* variantsOf(value: unknown): Generator<unknown> {
  yield* [null, true, -1, 1.5, '', 'text', [], {}, ['text']];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, one] of Object.entries(value)) {
    const withValue = (changed: unknown): unknown =>
      Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed };
    for (const changed of variantsOf(one)) yield withValue(changed);
    if (!Array.isArray(value)) yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  }
}
