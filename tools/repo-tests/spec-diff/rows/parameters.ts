import type { Group } from '../classes-table.ts';
import { documentOf, operationOf, operations, queries, row, text } from '../documents.ts';

const placed = (place: string, more: object = {}) => ({ in: place, name: 'q', schema: text, ...more });
const take = (...list: object[]) => ({ parameters: list });
const list = { schema: { type: 'array', items: text } };
const path = (name: string, ...more: object[]) =>
  documentOf(
    {},
    {},
    {
      paths: {
        [`/Shop/Things/{${name}}`]: {
          post: operationOf(take({ in: 'path', name, required: true, schema: text }, ...more)),
        },
      },
    },
  );
const searches = `await call({ q: 'a' });`;
const calls = `await call();`;

export const parameters: Group = {
  title: 'Parameters',
  why: 'A parameter is identified by its name and its place. How it is written (`style` and others) only shows on the wire. A default is what the API assumes: with another one, calls that leave the parameter out behave differently.',
  rows: [
    row(
      'an optional query parameter is new',
      operations({}, take(placed('query'))),
      calls,
      'additive: call has the new query parameter q',
    ),
    row(
      'a required query parameter is new',
      operations({}, take(placed('query', { required: true }))),
      calls,
      'breaking (types, wire): call has the new query parameter q, and requires it',
    ),
    row(
      'a query parameter is removed',
      operations(take(placed('query')), {}),
      searches,
      'breaking (types, wire): call no longer has the query parameter q',
    ),
    row(
      'a query parameter becomes required',
      queries({}, { required: true }),
      calls,
      'breaking (types, wire): call requires the query parameter q',
    ),
    row(
      'a query parameter becomes optional',
      queries({ required: true }, {}),
      searches,
      'additive: call no longer requires the query parameter q',
    ),
    row(
      'a parameter moves from the query to a header',
      operations(take(placed('query')), take(placed('header'))),
      // As the only argument, the object with `q` is valid in both places.
      `await fetchClient.POST('/Shop/Things', { params: { query: { q: 'a' } } });`,
      'breaking (types, wire): call has the header parameter q instead of the query parameter q',
    ),
    row(
      'a name is in path and query, and the one in the query is removed',
      [path('q', placed('query')), path('q')],
      `await call('id', { q: 'a' });`,
      'breaking (types, wire): call no longer has the query parameter q',
    ),
    row(
      'a path parameter is renamed',
      [path('id'), path('thing')],
      `await fetchClient.POST('/Shop/Things/{id}', { params: { path: { id: 'a' } } });`,
      'breaking (types, wire): call is POST /Shop/Things/{thing} now, and was POST /Shop/Things/{id}',
      'breaking (types, wire): call has the new path parameter thing, and requires it',
      'breaking (types, wire): call no longer has the path parameter id',
    ),
    row(
      'a query parameter is of a narrower type',
      queries({ schema: { type: ['string', 'integer'] } }, {}),
      `await call({ q: 1 });`,
      'breaking (types, wire): call, query parameter q (request) is no longer of type number',
    ),
    row(
      'a query parameter is of a wider type',
      queries({}, { schema: { type: ['string', 'integer'] } }),
      searches,
      'additive: call, query parameter q (request) may be of type number',
    ),
    row(
      'a query parameter is written in another style',
      queries({ ...list }, { ...list, style: 'pipeDelimited', explode: false }),
      `await call({ q: ['a'] });`,
      'breaking (wire): call, query parameter q is written in another way: style is pipeDelimited instead of form',
      'breaking (wire): call, query parameter q is written in another way: explode is false instead of true',
    ),
    row(
      'a query parameter is no longer exploded',
      queries(list, { ...list, explode: false }),
      `await call({ q: ['a'] });`,
      'breaking (wire): call, query parameter q is written in another way: explode is false instead of true',
    ),
    row(
      'a query parameter has reserved characters',
      queries({}, { allowReserved: true }),
      searches,
      'breaking (wire): call, query parameter q is written in another way: allowReserved is true instead of false',
    ),
    row(
      'the usual style is written down',
      queries({}, { style: 'form', explode: true }),
      searches,
      'unclear: call is written in another way (explode, style), without an effect that is known',
    ),
    row(
      'a query parameter has another default',
      queries({ schema: { ...text, default: 'a' } }, { schema: { ...text, default: 'b' } }),
      calls,
      'breaking (wire): call, query parameter q (request) has the default "b" instead of "a": calls that leave it out behave differently',
    ),
    row(
      'a query parameter has a new default',
      queries({}, { schema: { ...text, default: 'b' } }),
      calls,
      'unclear: call, query parameter q (request) has the new default "b": calls that leave it out may behave differently',
    ),
    row(
      'a query parameter no longer has a default',
      queries({ schema: { ...text, default: 'b' } }, {}),
      calls,
      'unclear: call, query parameter q (request) no longer has the default "b": calls that leave it out may behave differently',
    ),
    row(
      'a query parameter is deprecated',
      queries({}, { deprecated: true }),
      searches,
      'additive: call, query parameter q is deprecated',
    ),
    row(
      'a shared parameter is compared where it is used',
      [
        documentOf(
          take({ $ref: '#/components/parameters/q' }),
          {},
          { components: { schemas: {}, parameters: { q: placed('query') } } },
        ),
        documentOf(
          take({ $ref: '#/components/parameters/q' }),
          {},
          { components: { schemas: {}, parameters: { q: placed('query', { required: true }) } } },
        ),
      ],
      calls,
      'breaking (types, wire): call requires the query parameter q',
    ),
  ],
};
