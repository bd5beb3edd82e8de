import { expect, test } from 'vitest';
import { validator } from '../../spec-tools/shared/ajv.ts';

/** What the second opinion about samples, examples and the fake API rests on. `ajv-formats` has two modes, which differ in these rows. */
const check = (schema: object, value: unknown): boolean => validator().validate(schema, value);
const format = (name: string) => ({ type: 'string', format: name });

test.each([
  [format('date'), '2024-02-30', false],
  [format('date'), '2024-02-29', true],
  [format('date-time'), '2024-02-28T10:16:20Z', true],
  [format('date-time'), '2024-02-28T10:16:20+01:00', true],
  [format('date-time'), '2024-02-28T10:16:20', false],
  [format('date-time'), '2024-02-28 10:16:20Z', true],
  [format('uuid'), '00000000-0000-0000-0000-00000000000', false],
  [format('email'), 'a@', false],
  [format('uri'), '/relative', false],
  // It knows no `int64`, which Prism limits to the integers of JavaScript; and hundredths are not binary.
  [{ type: 'integer', format: 'int64' }, 2 ** 53, true],
  [{ type: 'number', multipleOf: 0.01 }, 19.99, false],
  // The dialect of OpenAPI 3.1 by default: draft 7 knows none of these.
  [{ dependentRequired: { a: ['b'] } }, { a: 1 }, false],
  [{ properties: { a: true }, unevaluatedProperties: false }, { b: 1 }, false],
  [{ prefixItems: [{ type: 'string' }], items: false }, ['a', 1], false],
])('%j with %j is valid: %s', (schema, value, valid) => expect(check(schema, value)).toBe(valid));
