import { createRandom } from '@secuconnect/mock/values';
import { describe, expect, test } from 'vitest';
import { documentedOperations } from '../../src/document/operations.ts';
import type { Schema } from '../../src/document/schema.ts';
import { mutations } from '../../src/mutations/mutations.ts';
import { brokenValues } from '../../src/schema-values/break.ts';
import { fieldPathsOf, seenFields } from '../../src/schema-values/fields.ts';
import { generatorWith } from '../../src/schema-values/generator.ts';
import { isValid } from '../../src/schema-values/valid.ts';

const order: Schema = {
  type: 'object',
  required: ['id', 'lines'],
  properties: {
    id: { type: 'string', pattern: '^[0-9]{4}$' },
    note: { type: ['string', 'null'], maxLength: 5 },
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

describe('made values', () => {
  test('are allowed by the schema, whatever their extent', () => {
    for (let seed = 1; seed < 60; seed += 1)
      for (const extent of ['full', 'minimal', 'random'] as const) {
        const value = generator(seed).value(order, extent);
        expect(isValid(order, value), JSON.stringify(value)).toBe(true);
      }
  });

  test('are the same for the same seed, and others for another', () => {
    expect(generator(3).value(order, 'full')).toEqual(generator(3).value(order, 'full'));
    expect(generator(3).value(order, 'full')).not.toEqual(generator(4).value(order, 'full'));
  });

  test('show every field after as many full ones as a union has branches', () => {
    const one = generator();
    const seen = new Set([1, 2].flatMap(() => seenFields(order, one.value(order, 'full')).documented));
    expect(fieldPathsOf(order).filter((place) => !seen.has(place))).toEqual([]);
  });

  test('a schema that contains itself comes to an end', () => {
    const [operation] = documentedOperations('general.merchants.get');
    const schema = operation!.answers.find(({ status }) => status === '200')!.schema!;
    expect(isValid(schema, generator().value(schema, 'full'))).toBe(true);
  });
});

describe('broken values', () => {
  const broken = brokenValues(order, generator());

  test('are all forbidden, and there is one for every field', () => {
    expect(broken.filter(({ value }) => isValid(order, value))).toEqual([]);
    const places = new Set(broken.map(({ place }) => place));
    expect(fieldPathsOf(order).filter((place) => !places.has(place))).toEqual([]);
  });

  test('of each kind: type, null, missing, limits, lists, patterns', () => {
    expect([...new Set(broken.map(({ breach }) => breach))].sort()).toEqual([
      'missing',
      'not in the closed list',
      'not its pattern',
      'null',
      'over its limit',
      'wrong type',
    ]);
  });
});

test('fields that the schema does not know are seen, through lists and unions', () => {
  const value = { id: '1234', lines: [{ price: 2, tax: 1 }], pay: { by: 'card', pan: '4', cvc: '1' }, extra: true };
  expect(seenFields(order, value).undocumented).toEqual(['lines/[]/tax', 'pay/cvc', 'extra']);
});

describe('changes to the document, for the check of the suite itself', () => {
  test('are the same for the same seed, of four kinds alike, and each is one', () => {
    const [some, again] = [mutations(7, 20), mutations(7, 20)];
    expect(some.map(({ what }) => what)).toEqual(again.map(({ what }) => what));
    for (const kind of new Set(some.map((one) => one.kind)))
      expect(some.filter((one) => one.kind === kind)).toHaveLength(5);
    const texts = some.map((one) => JSON.stringify(one.document()));
    expect(new Set(texts).size).toBe(20);
    expect(some.every(({ operations }) => operations.length > 0)).toBe(true);
  });
});
