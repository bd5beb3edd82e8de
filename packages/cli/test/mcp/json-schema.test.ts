import { describe, expect, test } from 'vitest';
import { parameterSchema, schemaOf } from '../../src/mcp/json-schema.ts';

const models = {
  Basket: {
    type: 'object',
    description: 'A basket.',
    required: ['sum'],
    properties: {
      sum: { type: 'integer', isMoney: true, minimum: 0 },
      lines: { type: 'array', items: { model: 'Line' } },
    },
  },
  Line: { type: 'object', properties: { desc: { type: ['string', 'null'], maxLength: 9 }, parent: { model: 'Line' } } },
} as const;

describe('schemaOf()', () => {
  test('describes models in place, and names what is below its depth', () => {
    expect(schemaOf({ model: 'Basket' }, models, 1)).toEqual({
      type: 'object',
      description: 'A basket.',
      required: ['sum'],
      properties: {
        sum: { type: 'integer', description: 'In minor units.', minimum: 0 },
        lines: { type: 'array', items: { type: 'object', description: 'Fields: desc, parent.' } },
      },
    });
    expect(schemaOf({ model: 'Basket' }, models, 0)).toEqual({
      type: 'object',
      description: 'A basket. Fields: sum (required), lines.',
    });
  });

  test('ends with a model that contains itself', () => {
    expect(JSON.stringify(schemaOf({ model: 'Line' }, models, 4)).length).toBeLessThan(1_000);
  });

  test('says in words what not every client reads: null, known values, several types', () => {
    expect(schemaOf({ type: ['string', 'null'], extensibleEnum: ['a', 'b'] }, {}, 1)).toEqual({
      type: 'string',
      description: 'Known values: a, b. May be null.',
    });
    expect(schemaOf({ type: ['string', 'object'] }, {}, 1)).toEqual({
      anyOf: [{ type: 'string' }, { type: 'object' }],
    });
  });

  test('has the fields of all alternatives, and requires none of them', () => {
    const value = {
      anyOf: [
        { type: 'object', required: ['a'], properties: { a: { const: 1 } } },
        { type: 'object', properties: { b: {} } },
      ],
    };
    expect(schemaOf(value, {}, 1)).toEqual({ type: 'object', properties: { a: { const: 1 }, b: {} } });
  });
});

test('parameterSchema() has the description of the parameter', () => {
  expect(parameterSchema({ name: 'q', in: 'query', description: 'A search.', schema: { type: 'string' } })).toEqual({
    type: 'string',
    description: 'A search.',
  });
  expect(parameterSchema({ name: 'aggregate', in: 'query', isObject: true, schema: { model: 'Aggregate' } })).toEqual({
    type: 'object',
  });
});
