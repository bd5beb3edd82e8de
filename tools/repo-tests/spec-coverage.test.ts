import { describe, expect, test } from 'vitest';
import { coverage } from '../spec-tools/reference/coverage.ts';
import { inventory, type Inventory, type ReferenceOperation } from '../spec-tools/reference/inventory.ts';
import { readBundle, readText } from '../spec-tools/spec-paths.ts';

test('everything on the reference page is in the spec, or is named as a deviation', () => {
  const { held, total, missing } = coverage(readBundle(), readText('spec/DEVIATIONS.md'), inventory);
  expect(missing).toEqual([]);
  expect(held).toBe(total);
  expect(total).toBeGreaterThan(4000);
});

describe('a fact that the document does not hold is missing:', () => {
  const field = { name: 'name', type: 'string' };
  const schema = { type: 'object', properties: { name: { type: 'string' } } };

  test('nothing, when all is there', () => {
    expect(count({ body: [field] }, { requestBody: json(schema) })).toEqual({ held: 10, total: 10, missing: [] });
  });

  test('a field', () => {
    expect(count({ body: [field] }, { requestBody: json({ type: 'object' }) }).missing).toEqual(['POST /Things name']);
  });

  test('a type', () => {
    const wrong = { properties: { name: { type: 'integer' } } };
    expect(count({ body: [field] }, { requestBody: json(wrong) }).missing).toEqual(['POST /Things name type']);
  });

  test('a status', () => {
    expect(count({ statuses: ['200', '404'] }).missing).toEqual(['POST /Things 404']);
  });

  test('the marks of a field', () => {
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

  test('parameters, in the path and in the query', () => {
    const reference = { pathParams: [{ name: 'id', type: 'string', values: ['me'] }], queryParams: 'list' as const };
    expect(count(reference).missing).toEqual(['POST /Things id', 'POST /Things ?count', 'POST /Things ?offset']);
    const parameters = [
      { in: 'path', name: 'id', schema: { enum: ['me'] } },
      ...['count', 'offset'].map((name) => ({ in: 'query', name })),
    ];
    expect(count(reference, { parameters }).missing).toEqual([]);
  });

  test('a key of the sample answer, unless the sample shows an error', () => {
    expect(count({ responseSample: { id: 'T_1' } }).missing).toEqual(['POST /Things answer id']);
    expect(count({ responseSample: { status: 'error', error: 'X', supportId: '1' } }).missing).toEqual([]);
    const list = { type: 'array', items: { $ref: '#/components/schemas/Thing' } };
    expect(count({ responseSample: { id: 'T_1' } }, { responses: { 200: json(list) } }).missing).toEqual([]);
  });

  test('an operation counts with all that is below it, in one line', () => {
    const { held, total, missing } = coverage(
      documentWith({}, '/Others'),
      '',
      inventoryWith({ body: [field, field], statuses: ['200', '500'] }),
    );
    expect({ held, total, missing }).toEqual({ held: 2, total: 9, missing: ['POST /Things'] });
  });

  test('servers and security', () => {
    expect(coverage({ paths: documentWith({}).paths }, '', inventoryWith({})).missing).toEqual([
      'server production',
      'security bearer',
    ]);
  });
});

test('a deviation excuses the fact that it names, and no other', () => {
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
