import type { Shapes } from '../../../packages/api/test/golden/generated/models.ts';

/** A form of a schema: a field of the model `Shapes`, with values that it allows and forbids. */
export interface RightSchema {
  readonly name: string;
  readonly field: keyof Shapes;
  readonly valid: readonly Shapes[];
  /** Values that neither the mock nor Ajv may accept. */
  readonly invalid: readonly unknown[];
}

/** `valid` has the type of the field, so that a wrong type does not compile. */
const schema = <Field extends keyof Shapes>(
  name: string,
  field: Field,
  valid: readonly Shapes[Field][],
  invalid: readonly unknown[],
): RightSchema => ({ name, field, valid: valid.map((value) => ({ [field]: value }) as Shapes), invalid });

const long = 'x'.repeat(
  100,
) as 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx';

export const rightSchemas: readonly RightSchema[] = [
  schema('string with limits of its length', 'text', ['a', 'abcde'], ['', 'abcdef', 1]),
  schema('string with a pattern', 'code', ['EUR'], ['eur', 'EURO']),
  schema('integer with limits', 'whole', [1, 9], [0, 10, 1.5, '1']),
  schema('number', 'amount', [1, -1.5, 1e20], ['1']),
  schema('boolean', 'flag', [true, false], ['true', 0]),
  schema('null', 'nothing', [null], ['', 0]),
  schema('a type or null', 'maybe', ['a', null], [1]),
  schema('one of two types', 'either', [1, 'a'], [true, null]),
  schema('enum', 'closed', ['asc', 'desc'], ['random', null]),
  schema('enum with null', 'closedOrNull', ['asc', null], ['random']),
  schema('const', 'fixed', ['shop'], ['till', null]),
  schema('open list of strings', 'open', ['new', 'another'], [1]),
  schema('open list of integers', 'openNumber', [1, 7], ['1']),
  schema('open list or null', 'openOrNull', ['new', 'another', null], [1]),
  schema('array with limits of its length', 'list', [[1], [1, 2, 3]], [[], [1, 2, 3, 4], ['a'], 1]),
  schema('array of arrays', 'table', [[['a'], []]], [['a'], [[1]]]),
  schema('object in an object', 'nested', [{ inner: { value: 1 } }], [{}, { inner: { value: 'a' } }]),
  schema('map', 'map', [{ a: 1, 'b c': 2 }, {}], [{ a: 'one' }, []]),
  schema('free form', 'bag', [{ a: [1, null] }], ['a', []]),
  schema(
    'union',
    'union',
    [
      { kind: 'cash', received: 5 },
      { kind: 'card', last: '0417' },
    ],
    [{ kind: 'cash' }, { kind: 'bank' }],
  ),
  schema(
    'union with a discriminator',
    'chosen',
    [
      { kind: 'cash', received: 5 },
      { kind: 'card', last: '0417' },
    ],
    [{ kind: 'card', received: 5 }, {}],
  ),
  schema('anyOf', 'any', ['a', 1], [true, null]),
  schema('allOf', 'all', [{ name: 'a', color: 'red' }], [{ name: 'a' }, { color: 'red' }]),
  schema(
    'recursion',
    'tree',
    [{ name: 'a', children: [{ name: 'b', owner: { trees: [{ name: 'c' }] } }] }],
    [{ name: 'a', children: [{}] }],
  ),
  schema('date', 'day', ['2026-02-28'], ['2026-02-30', '28.02.2026']),
  schema('date and time', 'moment', ['2026-02-28T12:30:00Z', '2026-02-28T12:30:00+01:00'], ['2026-02-28', 'now']),
  schema('URI', 'link', ['https://example.org/a'], ['not a link']),
  schema('Base64 in a string', 'base64', ['aGk='], [1]),
  schema('default, which the caller may leave out', 'count', [undefined, 5], ['5']),
  schema('deprecated', 'old', ['a'], [1]),
  schema('a field whose name is a keyword', 'class', ['a'], [1]),
  schema('a field whose name makes promises of objects', 'then', ['a'], [1]),
  schema('a field with a name in another script', 'größe', ['a'], [1]),
  schema('a field with signs in its name', 'a/b~c d', ['a'], [1]),
  schema('a field whose name begins with a digit', '1st', ['a'], [1]),
  schema('a field with a name of 100 characters', long, ['a'], [1]),
];
