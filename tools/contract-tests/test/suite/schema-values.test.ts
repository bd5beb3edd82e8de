import { createRandom } from '@secuconnect/mock/values';
import { describe, expect, test } from 'vitest';
import { documentedOperations } from '../../src/document/operations.ts';
import type { Schema } from '../../src/document/schema.ts';
import { brokenValues } from '../../src/schema-values/break.ts';
import { fieldPathsOf, seenFields } from '../../src/schema-values/fields.ts';
import { generatorWith } from '../../src/schema-values/generator.ts';
import { unlistedValues } from '../../src/schema-values/unlisted-values.ts';
import { isValid } from '../../src/schema-values/valid.ts';

const order: Schema = {
  type: 'object',
  required: ['id', 'lines'],
  properties: {
    id: { type: 'string', pattern: '^[0-9]{4}$' },
    note: { type: ['string', 'null'], maxLength: 5 },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    unit: { $ref: '#/components/schemas/Currency', maxLength: 3 },
    lines: {
      type: 'array',
      maxItems: 2,
      items: { type: 'object', properties: { price: { type: 'integer', minimum: 1 } } },
    },
    pay: {
      oneOf: [
        { type: 'object', required: ['by'], properties: { by: { const: 'bank' }, iban: { type: 'string' } } },
        { type: 'object', required: ['by'], properties: { by: { const: 'card' }, pan: { type: 'string' } } },
      ],
    },
  },
};
const generator = (seed = 1) => generatorWith(createRandom(seed));

describe('generated values', () => {
  test('generated values of every extent are valid', () => {
    for (let seed = 1; seed < 60; seed += 1)
      for (const extent of ['full', 'minimal', 'random'] as const) {
        const value = generator(seed).value(order, extent);
        expect(isValid(order, value), JSON.stringify(value)).toBe(true);
      }
  });

  test('the same seed generates the same values, another seed other values', () => {
    expect(generator(3).value(order, 'full')).toEqual(generator(3).value(order, 'full'));
    expect(generator(3).value(order, 'full')).not.toEqual(generator(4).value(order, 'full'));
  });

  test('as many full values as a union has branches contain every field', () => {
    const one = generator();
    const seen = new Set([1, 2].flatMap(() => seenFields(order, one.value(order, 'full')).documented));
    expect(fieldPathsOf(order).filter((path) => !seen.has(path))).toEqual([]);
  });

  test('a recursive schema generates a finite value', () => {
    const [operation] = documentedOperations('general.merchants.get');
    const schema = operation!.responses.find(({ status }) => status === '200')!.schema!;
    expect(isValid(schema, generator().value(schema, 'full'))).toBe(true);
  });
});

describe('broken values', () => {
  const broken = brokenValues(order, generator());

  test('every broken value is invalid, and every field has one', () => {
    expect(broken.filter(({ value }) => isValid(order, value))).toEqual([]);
    const paths = new Set(broken.map(({ path }) => path));
    expect(fieldPathsOf(order).filter((path) => !paths.has(path))).toEqual([]);
  });

  test('a limit beside a reference is broken too', () => {
    const long = broken.filter(({ path, breach }) => path === 'unit' && breach === 'over its limit');
    expect(long).toHaveLength(1);
  });

  test('broken values cover each kind of breach: type, null, missing, limits, enums, patterns, parts', () => {
    expect([...new Set(broken.map(({ breach }) => breach))].sort()).toEqual([
      'missing',
      'not its pattern',
      'not the constant',
      'null',
      'over its limit',
      'unknown field',
      'wrong item',
      'wrong type',
    ]);
  });
});

test('seenFields() finds undocumented fields in arrays and unions', () => {
  const value = { id: '1234', lines: [{ price: 2, tax: 1 }], pay: { by: 'card', pan: '4', cvc: '1' }, extra: true };
  expect(seenFields(order, value).undocumented).toEqual(['lines/[]/tax', 'pay/cvc', 'extra']);
});

test('a value that is in no open list of its schema is found by its path', () => {
  const openList = (type: string[], ...values: string[]) => ({ type, 'x-extensible-enum': values }) as Schema;
  const status = openList(['string', 'null'], 'open', 'paid');
  const page: Schema = {
    type: 'object',
    properties: {
      data: { type: 'array', items: { type: 'object', properties: { status, note: { type: 'string' } } } },
    },
  };
  const data = [{ status: 'paid', note: 'x' }, { status: null }, { status: 'lost' }];
  expect(unlistedValues(page, { data })).toEqual(['data/[]/status']);
  const either: Schema = { oneOf: [status, openList(['string'], 'lost')] };
  expect(unlistedValues(either, 'lost')).toEqual([]);
});
