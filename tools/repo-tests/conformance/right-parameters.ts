import type { RightConstruct } from './right-construct.ts';

const at = (target: string) => ({ method: 'GET', target: `/Wire/Parameters${target}` });
const long = 'x'.repeat(100);

export const rightParameters: readonly RightConstruct[] = [
  {
    name: 'query: string, number, boolean, date',
    call: ({ parameters }) => parameters.scalars({ text: 'a b&c', number: 1.5, flag: false, day: '2026-01-31' }),
    sent: at('?text=a%20b%26c&number=1.5&flag=false&day=2026-01-31'),
    invalid: ({ parameters }) => parameters.scalars({ number: 'seven' as unknown as number }),
  },
  {
    name: 'query: required',
    call: ({ parameters }) => parameters.required({ text: 'a' }),
    sent: at('/required?text=a'),
    // @ts-expect-error -- `text` is required
    invalid: ({ parameters }) => parameters.required({ note: 'a' }),
  },
  {
    name: 'query: array, style form, explode true',
    call: ({ parameters }) => parameters.exploded({ ids: ['a', 'b&'], sizes: [1, 2] }),
    sent: at('/exploded?ids=a&ids=b%26&sizes=1&sizes=2'),
    invalid: ({ parameters }) => parameters.exploded({ sizes: ['one' as unknown as number] }),
  },
  {
    name: 'query: array, style form, explode false',
    call: ({ parameters }) => parameters.commas({ ids: ['a', 'b&', 'c'], sizes: [1, 2], tags: ['x', 'y'] }),
    sent: at('/commas?ids=a,b%26,c&sizes=1,2&tags=x,y'),
    invalid: ({ parameters }) => parameters.commas({ sizes: ['one' as unknown as number, 2] }),
  },
  {
    name: 'query: array, style form, explode false, with a comma in a value',
    call: ({ parameters }) => parameters.commas({ ids: ['b,c'] }),
    sent: at('/commas?ids=b%2Cc'),
  },
  {
    name: 'query: array, style pipeDelimited',
    call: ({ parameters }) => parameters.pipes({ ids: ['a', 'b c'] }),
    sent: at('/pipes?ids=a|b%20c'),
  },
  {
    name: 'query: object, style deepObject',
    call: ({ parameters }) => parameters.deep({ filter: { from: 7, state: 'new&used' } }),
    sent: at('/deep?filter[from]=7&filter[state]=new%26used'),
    invalid: ({ parameters }) => parameters.deep({ filter: { from: 'seven' as unknown as number } }),
  },
  {
    name: 'query: names that are keywords, of other scripts, with signs, of 100 characters',
    call: ({ parameters }) =>
      parameters.named({
        class: 'a',
        default: 'b',
        größe: 'e',
        'a-b.c': 'f',
        "it's a, b": ['x', 'y'],
        [long]: 'g',
      }),
    sent: at(`/named?class=a&default=b&gr%C3%B6%C3%9Fe=e&a-b.c=f&it%27s%20a%2C%20b=x,y&${long}=g`),
  },
  {
    name: 'query: closed and open lists of values',
    call: ({ parameters }) => parameters.listed({ order: 'asc', state: 'another' }),
    sent: at('/listed?order=asc&state=another'),
    // @ts-expect-error -- `order` is closed
    invalid: ({ parameters }) => parameters.listed({ order: 'random' }),
  },
  {
    name: 'path: string, integer, open list of values',
    call: ({ parameters }) => parameters.segments('a/b ü', 7, 'one'),
    sent: at('/a%2Fb%20%C3%BC/7/one'),
    invalid: ({ parameters }) => parameters.segments('a', 'seven', 'one'),
  },
  {
    name: 'header: integer, required; array; string',
    call: ({ parameters }) => parameters.headers({ 'X-Till': 7, 'X-Tags': ['a', 'b'], 'x-note': 'c' }),
    sent: { ...at('/headers'), headers: { 'x-till': '7', 'x-tags': 'a,b', 'x-note': 'c' } },
    // @ts-expect-error -- `X-Till` is required
    invalid: ({ parameters }) => parameters.headers({ 'x-note': 'c' }),
  },
  {
    name: 'header: array that is not sent',
    call: ({ parameters }) => parameters.headers({ 'X-Till': 7 }),
    sent: { ...at('/headers'), headers: { 'x-till': '7' } },
  },
  {
    name: 'header: optional',
    call: ({ parameters }) => parameters.optionalHeaders(),
    sent: at('/optionalHeaders'),
  },
  {
    name: 'cookie: string, required; integer',
    call: ({ parameters }) => parameters.cookies({ session: 'a;b', till: 7 }),
    sent: { ...at('/cookies'), headers: { cookie: 'session=a%3Bb; till=7' } },
  },
  {
    name: 'parameters in all places beside a body',
    call: ({ parameters }) =>
      parameters.everywhere('i', { steps: 2 }, { note: 'n' }, { 'X-Till': 7 }, { session: 's' }),
    sent: {
      method: 'POST',
      target: '/Wire/Parameters/i/everywhere?note=n',
      headers: { 'x-till': '7', cookie: 'session=s', 'content-type': 'application/json' },
      body: '{"steps":2}',
    },
    invalid: ({ parameters }) =>
      parameters.everywhere('i', { steps: 'two' as unknown as number }, undefined, { 'X-Till': 7 }),
  },
  {
    name: 'a required argument after an optional one',
    call: ({ parameters }) => parameters.everywhere('i', undefined, undefined, { 'X-Till': 7 }),
    sent: { method: 'POST', target: '/Wire/Parameters/i/everywhere', headers: { 'x-till': '7' }, body: '' },
  },
  {
    name: 'parameters of the path item',
    call: ({ parameters }) => parameters.shared({ limit: 5, page: 2 }),
    sent: at('/shared?limit=5&page=2'),
    // @ts-expect-error -- `limit` is required
    invalid: ({ parameters }) => parameters.shared({ page: 2 }),
  },
  {
    name: 'a list with a header',
    call: ({ parameters }) => parameters.paged({ count: 1 }, { 'X-Till': 7 }),
    sent: { method: 'GET', headers: { 'x-till': '7' } },
    reply: { type: 'application/json', body: '{"count":1,"data":[{"name":"a"}]}' },
    result: { count: 1, data: [{ name: 'a' }] },
  },
];
