import { expect, test } from 'vitest';
import { fieldDefinitions } from '../../src/lists/field-definitions.ts';

test('Definitions are found in objects, arrays and combined schemas, and end for a schema that contains itself', () => {
  const schema: Record<string, unknown> = {
    allOf: [{ properties: { id: { type: 'string', description: 'Id.' } } }],
    properties: {
      at: { type: ['null', 'string'], format: 'date-time' },
      parts: { type: 'array', items: { type: 'object', properties: { n: { type: 'integer' } } } },
    },
  };
  expect(fieldDefinitions(schema)).toEqual({
    id: { type: 'string', description: 'Id.' },
    at: { type: 'string', format: 'date-time' },
    parts: { type: 'array' },
    'parts.n': { type: 'integer' },
  });
  (schema['properties'] as Record<string, unknown>)['self'] = schema;
  expect(Object.keys(fieldDefinitions(schema))).toContain('self.self.self.at');
});
