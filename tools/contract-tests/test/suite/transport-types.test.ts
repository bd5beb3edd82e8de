import { describe, expect, test } from 'vitest';
import { operationsOf } from '../../src/document/operations.ts';
import { declarationStatements } from '../../src/type-statements/declaration-statements.ts';
import { compile, unexpectedVerdicts } from '../../src/type-statements/compile.ts';
import { HELPERS, requestStatements, responseStatements } from '../../src/type-statements/operation-statements.ts';
import { DOCUMENT } from './transports.ts';

/** Types of the methods, as the generated code declares them. */
const METHODS: Readonly<Record<string, string>> = {
  named: `(id: string, headers: { 'X-Trace': string; 'X-Depth'?: number; 'X-Tags': string[] }, cookies: { region: 'eu west' | 'us'; visits?: number }) => Call<Order>`,
  styles: `(query: { each?: number[]; comma?: string[]; pipe?: number[]; deep?: { from?: number }; page: number; open?: boolean }) => Call<Order>`,
  merge: '(id: string, body: Order) => Call<Order>',
  coupon: '(body: { title: string; pages?: number }) => Call<Order>',
  note: '(body: string) => Call<string>',
  scan: '(body: Blob) => Call<Blob>',
  attach: '(body: { title: string; pages?: number; cover: Blob }) => Call<Order>',
  pages: '(body: { pages: Blob[] }) => Call<Order>',
  twice: '(body: Order) => Call<Order>',
};

const statements = operationsOf(DOCUMENT).flatMap((one) => [...requestStatements(one), ...responseStatements(one)]);

function surprises(methods: Readonly<Record<string, string>>): string[] {
  const prelude = `
type Order = { id: string; sum?: number };
type Call<Result> = PromiseLike<Result>;
declare const api: { shop: { orders: { ${Object.entries(methods)
    .map(([verb, type]) => `${verb}: ${type.replaceAll('\n', ' ')}`)
    .join('; ')} } } };
declare const secuconnect: typeof api;
export type components = { schemas: {} };
type Operations = {};
${HELPERS}`;
  return unexpectedVerdicts(compile(prelude.trim(), statements));
}

test('the types of all transports have no surprise', () => {
  expect(surprises(METHODS)).toEqual([]);
});

test.each([
  [
    'a required header that the type has as optional',
    'named',
    (type: string) => type.replace("'X-Trace':", "'X-Trace'?:"),
  ],
  ['a header of another type', 'named', (type: string) => type.replace("'X-Depth'?: number", "'X-Depth'?: string")],
  ['a cookie that may be any string', 'named', (type: string) => type.replace("'eu west' | 'us'", 'string')],
  [
    'a required parameter of the query that the type has as optional',
    'styles',
    (type: string) => type.replace('page:', 'page?:'),
  ],
  [
    'an array with items of another type',
    'styles',
    (type: string) => type.replace('each?: number[]', 'each?: string[]'),
  ],
  ['a text that the type has as an object', 'note', (type: string) => type.replace('body: string', 'body: Order')],
  ['a text response that the type has as a file', 'note', (type: string) => type.replace('Call<string>', 'Call<Blob>')],
  ['one file where the document has several', 'pages', (type: string) => type.replace('Blob[]', 'Blob')],
  ['a file that the type has as a string', 'scan', (type: string) => type.replace('body: Blob', 'body: string')],
])('the types check notices %s', (_, verb, change) => {
  const changed = change(METHODS[verb]!);
  expect(changed).not.toBe(METHODS[verb]);
  expect(surprises({ ...METHODS, [verb]: changed })).not.toEqual([]);
});

describe('the declarations of an operation', () => {
  const declared = `type Operations = { 'shop.orders.named': {
    parameters: {
      path: { id: number };
      query?: never;
      header: { 'X-Trace': string; 'X-Depth'?: number; 'X-Tags': string[] };
      cookie: { region: 'eu west' | 'us'; visits?: number };
    };
    requestBody?: never;
    responses: { 200: { content: { 'application/json': unknown } } };
  } };`.replaceAll('\n', ' ');
  const named = declarationStatements(operationsOf(DOCUMENT).find(({ id }) => id === 'shop.orders.named')!);
  const surprisesOf = (type: string): string[] =>
    unexpectedVerdicts(compile(`export type components = { schemas: {} };\n${type}\n${HELPERS}`, named));

  test('are those of the document', () => {
    expect(surprisesOf(declared)).toEqual([]);
  });

  test.each([
    ['a path parameter of another name', 'path: { id:', 'path: { other:'],
    ['a parameter that the document does not have', 'query?: never', 'query?: { count?: number }'],
    ['a header of another type', "'X-Depth'?: number", "'X-Depth'?: string"],
    ['one value more', "'us'", "'us' | 'asia'"],
    ['a body', 'requestBody?: never', "requestBody: { content: { 'text/plain': string } }"],
    ['another status', '200:', '201:'],
    ['another media type', 'application/json', 'application/hal+json'],
  ])('must not have %s', (_, before, after) => {
    expect(declared).toContain(before);
    expect(surprisesOf(declared.replace(before, after))).not.toEqual([]);
  });
});
