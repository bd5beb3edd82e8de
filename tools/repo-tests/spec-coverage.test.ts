import { describe, expect, test } from 'vitest';
import { coverage } from '../spec-tools/reference/coverage.ts';
import { inventory, type Inventory, type ReferenceOperation } from '../spec-tools/reference/inventory.ts';
import { readBundle, readText } from '../spec-tools/spec-paths.ts';

test('the spec contains every fact of the API reference, or DEVIATIONS.md names it', () => {
  const { present, total, missing } = coverage(readBundle(), readText('spec/DEVIATIONS.md'), inventory);
  expect(missing).toEqual([]);
  expect(present).toBe(total);
  expect(total).toBeGreaterThan(4000);
});

describe('coverage() reports missing facts', () => {
  const field = { name: 'name', type: 'string' };
  const schema = { type: 'object', properties: { name: { type: 'string' } } };

  test('a complete document has no missing facts', () => {
    expect(count({ body: [field] }, { requestBody: json(schema) })).toEqual({ present: 10, total: 10, missing: [] });
  });

  test('a missing field is reported', () => {
    expect(count({ body: [field] }, { requestBody: json({ type: 'object' }) }).missing).toEqual(['POST /Things name']);
  });

  test('a wrong type is reported', () => {
    const wrong = { properties: { name: { type: 'integer' } } };
    expect(count({ body: [field] }, { requestBody: json(wrong) }).missing).toEqual(['POST /Things name type']);
  });

  test('a missing status is reported', () => {
    expect(count({ statuses: ['200', '404'] }).missing).toEqual(['POST /Things 404']);
  });

  test('missing flags and values of a field are reported', () => {
    const marked = { ...field, required: true, nullable: true, deprecated: true, values: ['a', 'b'] };
    expect(count({ body: [marked] }, { requestBody: json(schema) }).missing).toEqual(
      ['required', 'nullable', 'deprecated', 'values'].map((mark) => `POST /Things name ${mark}`),
    );
    const good = {
      required: ['name'],
      properties: { name: { type: ['string', 'null'], deprecated: true, 'x-extensible-enum': ['a', 'b', 'c'] } },
    };
    expect(count({ body: [marked] }, { requestBody: json(good) }).missing).toEqual([]);
  });

  test('missing path and query parameters are reported', () => {
    const reference = { pathParams: [{ name: 'id', type: 'string', values: ['me'] }], queryParams: 'list' as const };
    expect(count(reference).missing).toEqual(['POST /Things id', 'POST /Things ?count', 'POST /Things ?offset']);
    const parameters = [
      { in: 'path', name: 'id', schema: { enum: ['me'] } },
      ...['count', 'offset'].map((name) => ({ in: 'query', name })),
    ];
    expect(count(reference, { parameters }).missing).toEqual([]);
  });

  test('missing keys of a sample response are reported, unless the sample is an error', () => {
    expect(count({ responseSample: { id: 'T_1' } }).missing).toEqual(['POST /Things answer id']);
    expect(count({ responseSample: { status: 'error', error: 'X', supportId: '1' } }).missing).toEqual([]);
    const list = { type: 'array', items: { $ref: '#/components/schemas/Thing' } };
    expect(count({ responseSample: { id: 'T_1' } }, { responses: { 200: json(list) } }).missing).toEqual([]);
  });

  test('a missing operation is reported once, and counts with all its facts', () => {
    const { present, total, missing } = coverage(
      documentWith({}, '/Others'),
      '',
      inventoryWith({ body: [field, field], statuses: ['200', '500'] }),
    );
    expect({ present, total, missing }).toEqual({ present: 2, total: 9, missing: ['POST /Things'] });
  });

  test('missing servers and security schemes are reported', () => {
    expect(coverage({ paths: documentWith({}).paths }, '', inventoryWith({})).missing).toEqual([
      'server production',
      'security bearer',
    ]);
  });
});

test('a deviation excuses only the fact that it names', () => {
  const reference = { statuses: ['200', '404', '409'] };
  const excused = coverage(documentWith({}), 'We leave out `POST /Things 404`.', inventoryWith(reference));
  expect(excused.missing).toEqual(['POST /Things 409']);
});

const json = (schema: object) => ({ content: { 'application/json': { schema } } });

const count = (reference: Partial<ReferenceOperation>, operation: object = {}) =>
  coverage(documentWith(operation), '', inventoryWith(reference));

const inventoryWith = (reference: Partial<ReferenceOperation>): Inventory => ({
  servers: { production: 'https://things.test' },
  security: { scheme: 'bearer' },
  listQueryParams: ['count', 'offset'],
  operations: [{ method: 'POST', path: '/Things', tag: 'Things', statuses: ['200'], ...reference }],
});

const documentWith = (operation: object, path = '/Things') => ({
  servers: [{ url: 'https://things.test/' }],
  paths: {
    [path]: {
      post: {
        operationId: 'things.create',
        tags: ['Things'],
        responses: { 200: json({ type: 'object' }) },
        ...operation,
      },
    },
  },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: { Thing: { allOf: [{ properties: { id: { type: 'string' } } }] } },
  },
});
