import { describe, expect, test } from 'vitest';
import { documentOf, prismFor } from './servers.ts';

const query = (name: string, schema: object, more: object = {}) => ({ name, in: 'query', schema, ...more });
const range = {
  type: 'object',
  properties: { from: { type: 'integer' }, to: { type: 'integer' } },
  additionalProperties: false,
};
const parameters = [
  query('n', { type: 'integer' }),
  query('x', { type: 'number' }),
  query('on', { type: 'boolean' }),
  query('text', { type: 'string' }),
  query('word', { type: 'string', minLength: 1 }),
  query('ids', { type: 'array', items: { type: 'integer' }, maxItems: 2 }),
  query('unit', { $ref: '#/components/schemas/Unit', enum: ['EUR'] }),
  query('range', range, { style: 'deepObject', explode: true }),
];
const responses = { 200: { description: 'Things.' } };
const document = documentOf(
  {
    '/Things': { get: { parameters, responses } },
    '/Named': { get: { parameters: [query('name', { type: 'string' }, { required: true })], responses } },
    '/None': { get: { responses } },
  },
  { Unit: { type: 'string' } },
);

const statusOf = async (target: string): Promise<number> => {
  const prism = await prismFor(document);
  return (await fetch(prism.baseUrl + target)).status;
};

describe('a query that the document allows', () => {
  test.each([
    '/Things',
    '/Things?n=-7&x=1.5e3&on=false',
    '/Things?text=',
    '/Things?text=7',
    '/Things?ids=1&ids=2',
    '/Things?ids=1',
    '/Things?unit=EUR',
    '/Things?range[from]=1&range[to]=2',
    '/Things?range%5Bfrom%5D=1',
    '/Named?name=',
    '/None?',
  ])('%s', async (target) => expect(await statusOf(target)).toBe(200));
});

describe('a query that the document forbids', () => {
  test.each([
    ['an empty number', '/Things?n='],
    ['an empty boolean', '/Things?on='],
    ['an empty text that has to be longer', '/Things?word='],
    ['a number that JSON cannot write', '/Things?n=0x10'],
    ['a fraction for an integer', '/Things?n=1.5'],
    ['a parameter twice', '/Things?n=1&n=2'],
    ['a list with a wrong item', '/Things?ids=1&ids=b'],
    ['a list that is too long', '/Things?ids=1&ids=2&ids=3'],
    ['a limit beside a reference', '/Things?unit=USD'],
    ['an unknown parameter', '/Things?m=1'],
    ['an unknown parameter of an operation without any', '/None?m=1'],
    ['a name in another case', '/Things?N=1'],
    ['a name of every object', '/Things?constructor=1&__proto__=2'],
    ['a part of an object that is not deep', '/Things?n[a]=1'],
    ['an unknown part of an object', '/Things?range[other]=1'],
    ['a wrong part of an object', '/Things?range[from]=a'],
    ['a part of a part', '/Things?range[from][a]=1'],
    ['a text for an object', '/Things?range=1'],
    ['no required parameter', '/Named'],
  ])('%s', async (_, target) => expect(await statusOf(target)).toBe(422));
});

test('the violation names the parameter', async () => {
  const prism = await prismFor(document);
  await fetch(`${prism.baseUrl}/Things?n=&m=1`);
  expect(prism.violations.map(({ location, code }) => [location.join('.'), code])).toEqual([
    ['request.query.m', 'unknown parameter'],
    ['request.query.n', 'type'],
  ]);
});

test.each([
  ['commas', { explode: false }, ','],
  ['pipes', { style: 'pipeDelimited', explode: false }, '|'],
])('the mock reads a list with %s', async (_, style, separator) => {
  const parameter = query('q', { type: 'array', items: { type: 'integer' }, maxItems: 2 }, style);
  const prism = await prismFor(documentOf({ '/Things': { get: { parameters: [parameter], responses } } }));
  const statusOfList = async (...values: unknown[]) =>
    (await fetch(`${prism.baseUrl}/Things?q=${values.join(separator)}`)).status;
  expect(await statusOfList(1)).toBe(200);
  expect(await statusOfList(1, 2)).toBe(200);
  expect(await statusOfList(1, 2, 3)).toBe(422);
  expect(await statusOfList(1, 'two')).toBe(422);
  expect((await fetch(`${prism.baseUrl}/Things?q=1&q=2`)).status).toBe(422);
});

test.each([
  ['commas', { explode: false }, 'b%2Cc', 'a,b%2Cc', 'a,b,c'],
  ['pipes', { style: 'pipeDelimited', explode: false }, 'b%7Cc', 'a|b%7Cc', 'a|b|c'],
])('a separator that is encoded belongs to the value: %s', async (_, style, one, two, three) => {
  const parameter = query('q', { type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 2 }, style);
  const prism = await prismFor(documentOf({ '/Things': { get: { parameters: [parameter], responses } } }));
  const statusOfList = async (text: string) => (await fetch(`${prism.baseUrl}/Things?q=${text}`)).status;
  expect(await statusOfList(two)).toBe(200);
  expect(await statusOfList(one)).toBe(422);
  expect(await statusOfList(three)).toBe(422);
});

test.each([
  ['a nested object', query('q', { type: 'object', properties: { a: range } }, { style: 'deepObject' })],
  ['an object in form style', query('q', range)],
  ['a list with spaces', query('q', { type: 'array', items: {} }, { style: 'spaceDelimited', explode: false })],
  ['content', { name: 'q', in: 'query', content: { 'application/json': { schema: range } } }],
])('the mock does not guess how to read a parameter with %s', async (_, parameter) => {
  const prism = await prismFor(documentOf({ '/Things': { get: { parameters: [parameter], responses } } }));
  expect((await fetch(`${prism.baseUrl}/Things?q=1`)).status).toBe(500);
  expect(prism.violations).toMatchObject([
    { code: 'SCHEMA_DOES_NOT_COMPILE', message: expect.stringMatching(/cannot read/) },
  ]);
});
