import { describe, expect, test } from 'vitest';
import { inventory, type Inventory } from '../spec-tools/reference/inventory.ts';
import { readBundle } from '../spec-tools/spec-paths.ts';
import { checkSamples } from '../spec-tools/reference/samples.ts';
import { wrongSamples, type WrongSample } from '../spec-tools/reference/wrong-samples.ts';

test('the spec accepts every sample of the reference page', () => {
  const report = checkSamples(readBundle(), inventory, wrongSamples);
  expect(report.problems).toEqual([]);
  expect(report.needless).toEqual([]);
  expect(report.checked).toBeGreaterThan(100);
});

describe('a sample', () => {
  const thing = {
    type: 'object',
    required: ['id', 'owner'],
    properties: {
      id: { type: 'string', pattern: '^T_' },
      owner: { $ref: '#/components/schemas/Owner' },
      parts: { type: 'array', items: { type: 'object', required: ['id'] } },
    },
  };

  test('is held against the schema of its operation', () => {
    expect(check(thing, { id: 'T_1', owner: {}, parts: [] })).toEqual({ checked: 1, problems: [], needless: [] });
    expect(check(thing, { id: 'X', owner: {} }).problems).toEqual([
      'GET /Things response: /id must match pattern "^T_"',
    ]);
  });

  test('shows that a collapsed field is there, and of which type; what is inside is not known', () => {
    expect(check(thing, { id: 'T_1' }).problems).toEqual([
      `GET /Things response: it must have required property 'owner'`,
    ]);
    expect(check(thing, { id: 'T_1', owner: [] }).problems).toEqual(['GET /Things response: /owner must be object']);
  });

  test('may match one of several alternatives, also inside compositions', () => {
    const other = { type: 'object', required: ['result'], properties: { result: { type: 'boolean' } } };
    expect(check({ oneOf: [thing, other] }, { result: true }).problems).toEqual([]);
    expect(
      check({ allOf: [thing, { properties: { id: { maxLength: 3 } } }] }, { id: 'T_1', owner: {} }).problems,
    ).toEqual([]);
    expect(check({ oneOf: [thing, other] }, { neither: 1 }).problems).toHaveLength(1);
  });

  test('is unwrapped from an example object that was pasted as a whole', () => {
    expect(check(thing, { value: { id: 'T_1', owner: {} } })).toMatchObject({ checked: 1, problems: [] });
  });

  test('that shows nothing, or an unresolved reference, is not counted', () => {
    for (const sample of [{}, { value: {} }, { $ref: '#/components/examples/Thing' }])
      expect(check(thing, sample).checked).toBe(0);
  });

  test('of an error is held against the error body', () => {
    expect(check(thing, { status: 'error', error: 'X', supportId: 's' }).problems).toEqual([]);
    expect(check(thing, { status: 'error', error: 'X', supportId: 1 }).problems).toHaveLength(1);
  });

  test('for which there is no schema, or one that cannot be compiled, is a problem', () => {
    expect(check(undefined, { id: 'T_1' }).problems).toEqual(['GET /Things response: there is no schema']);
    expect(check({ properties: { id: { $ref: '#/nowhere' } } }, { id: 'T_1' }).problems[0]).toMatch(/does not compile/);
  });
});

describe('a sample that is known to be wrong', () => {
  const schema = { type: 'object', properties: { id: { type: 'string' }, size: { type: 'integer' } } };
  const sample = 'GET /Things response';
  const why = 'For the test.';

  test('is checked but for its wrong keys', () => {
    const wrong = [{ sample, keys: ['size'], why }];
    expect(check(schema, { id: 'T_1', size: 'big' }, wrong).problems).toEqual([]);
    expect(check(schema, { id: 1, size: 'big' }, wrong).problems).toEqual(['GET /Things response: /id must be string']);
  });

  test('may be one element of the array that is answered', () => {
    const wrong: WrongSample[] = [{ sample, isElement: true, why }];
    const list = { type: 'array', items: schema };
    expect(check(list, { id: 'T_1' }, wrong).problems).toEqual([]);
    expect(check(list, { id: 1 }, wrong).problems).toHaveLength(1);
  });

  test('is reported as needless when the schema accepts it as it is', () => {
    expect(check(schema, { id: 'T_1' }, [{ sample, keys: ['id'], why }]).needless).toEqual([sample]);
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
