import { describe, expect, test } from 'vitest';
import { inventory, type Inventory } from '../spec-tools/reference/inventory.ts';
import { readBundle } from '../spec-tools/spec-paths.ts';
import { checkSamples } from '../spec-tools/reference/samples.ts';
import { wrongSamples, type WrongSample } from '../spec-tools/reference/wrong-samples.ts';

test('the spec accepts every sample of the API reference', () => {
  const report = checkSamples(readBundle(), inventory, wrongSamples);
  expect(report.problems).toEqual([]);
  expect(report.obsolete).toEqual([]);
  expect(report.checked).toBeGreaterThan(100);
});

describe('checkSamples() validates the samples of the reference', () => {
  const thing = {
    type: 'object',
    required: ['id', 'owner'],
    properties: {
      id: { type: 'string', pattern: '^T_' },
      owner: { $ref: '#/components/schemas/Owner' },
      parts: { type: 'array', items: { type: 'object', required: ['id'] } },
    },
  };

  test('a sample is validated against the schema of its operation', () => {
    expect(check(thing, { id: 'T_1', owner: {}, parts: [] })).toEqual({ checked: 1, problems: [], obsolete: [] });
    expect(check(thing, { id: 'X', owner: {} }).problems).toEqual([
      'GET /Things response: /id must match pattern "^T_"',
    ]);
  });

  test('only the presence and the type of a collapsed field are validated', () => {
    expect(check(thing, { id: 'T_1' }).problems).toEqual([
      `GET /Things response: it must have required property 'owner'`,
    ]);
    expect(check(thing, { id: 'T_1', owner: [] }).problems).toEqual(['GET /Things response: /owner must be object']);
  });

  test('a sample may match one of several alternatives, also within compositions', () => {
    const other = { type: 'object', required: ['result'], properties: { result: { type: 'boolean' } } };
    expect(check({ oneOf: [thing, other] }, { result: true }).problems).toEqual([]);
    expect(
      check({ allOf: [thing, { properties: { id: { maxLength: 3 } } }] }, { id: 'T_1', owner: {} }).problems,
    ).toEqual([]);
    expect(check({ oneOf: [thing, other] }, { neither: 1 }).problems).toHaveLength(1);
  });

  test('a sample in an example object is unwrapped', () => {
    expect(check(thing, { value: { id: 'T_1', owner: {} } })).toMatchObject({ checked: 1, problems: [] });
  });

  test('a sample without content, or with an unresolved reference, does not count', () => {
    for (const sample of [{}, { value: {} }, { $ref: '#/components/examples/Thing' }])
      expect(check(thing, sample).checked).toBe(0);
  });

  test('an error sample is validated against the error body', () => {
    expect(check(thing, { status: 'error', error: 'X', supportId: 's' }).problems).toEqual([]);
    expect(check(thing, { status: 'error', error: 'X', supportId: 1 }).problems).toHaveLength(1);
  });

  test('a sample without a schema, or with an invalid one, is a problem', () => {
    expect(check(undefined, { id: 'T_1' }).problems).toEqual(['GET /Things response: there is no schema']);
    expect(check({ properties: { id: { $ref: '#/nowhere' } } }, { id: 'T_1' }).problems[0]).toMatch(/does not compile/);
  });
});

describe('known wrong samples are exempt', () => {
  const schema = { type: 'object', properties: { id: { type: 'string' }, size: { type: 'integer' } } };
  const sample = 'GET /Things response';
  const why = 'For the test.';

  test('a wrong sample is validated without its wrong keys', () => {
    const wrong = [{ sample, keys: ['size'], why }];
    expect(check(schema, { id: 'T_1', size: 'big' }, wrong).problems).toEqual([]);
    expect(check(schema, { id: 1, size: 'big' }, wrong).problems).toEqual(['GET /Things response: /id must be string']);
  });

  test('a wrong sample may be one element of the returned array', () => {
    const wrong: WrongSample[] = [{ sample, isElement: true, why }];
    const list = { type: 'array', items: schema };
    expect(check(list, { id: 'T_1' }, wrong).problems).toEqual([]);
    expect(check(list, { id: 1 }, wrong).problems).toHaveLength(1);
  });

  test('an entry for a valid sample is reported as obsolete', () => {
    expect(check(schema, { id: 'T_1' }, [{ sample, keys: ['id'], why }]).obsolete).toEqual([sample]);
  });
});

function check(schema: object | undefined, responseSample: unknown, wrong: WrongSample[] = []) {
  const things: Inventory = {
    servers: {},
    security: { scheme: 'bearer' },
    listQueryParams: [],
    operations: [{ method: 'GET', path: '/Things', tag: 'Things', statuses: ['200'], responseSample }],
  };
  const document = {
    paths: { '/Things': { get: { responses: { 200: { content: { 'application/json': { schema } } } } } } },
    components: {
      schemas: {
        Owner: { type: 'object', required: ['id'] },
        ProductExceptionPayload: { type: 'object', properties: { supportId: { type: 'string' } } },
      },
    },
  };
  return checkSamples(document, things, wrong);
}
