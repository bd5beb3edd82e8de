import type { Group } from '../classes-table.ts';
import { integer, object, requests, responses, row, text } from '../documents.ts';

const known = (more: object = {}) => ({ ...object({ id: text }), ...more });
const extra = (additionalProperties: unknown) => known({ additionalProperties });
const map = (additionalProperties?: unknown) => ({ type: 'object', additionalProperties });
const match = (schema: object) => ({ type: 'object', patternProperties: { '^x': schema } });
const sends = `await call({ id: 'a' });`;
const sendsMore = `await call({ id: 'a', more: 'b' });`;
const reads = `const { id } = await call(); store<string | undefined>(id);`;
const readsMap = `for (const one of Object.values(await call())) store<string>(one);`;

export const openObjects: Group = {
  title: 'Fields that are not listed',
  why: 'With a schema for further fields, the type has an index signature. Without one, TypeScript already rejects such fields; that the API rejects them too (`additionalProperties: false`) only shows on the wire.',
  rows: [
    row(
      'a request must not have further fields',
      requests(known(), extra(false)),
      sends,
      'breaking (wire): call (request) must not have fields that are not listed',
    ),
    row(
      'a request may have unlisted fields again',
      requests(extra(false), known()),
      sends,
      'additive: call (request) may have fields that are not listed',
    ),
    row(
      'a request may have any further fields',
      requests(known(), extra(true)),
      sends,
      'additive: call (request) may have further fields',
    ),
    row(
      'a request has no type for further fields any more',
      requests(extra(true), known()),
      sendsMore,
      'breaking (types): call (request) has no further fields any more',
    ),
    row(
      'a request that had further fields must not have them',
      requests(extra(true), extra(false)),
      sendsMore,
      'breaking (types, wire): call (request) has no further fields any more',
    ),
    row(
      'further fields of a request have a type',
      requests(extra(true), extra(text)),
      `await call({ id: 'a', more: 1 });`,
      'breaking (types, wire): call.* (request) is no longer null',
      'breaking (types, wire): call.* (request) is no longer of type number, boolean, object, array',
    ),
    row(
      'a response has no further fields',
      responses(known(), extra(false)),
      reads,
      'additive: call 200 (response) has no fields that are not listed',
    ),
    row(
      'a response may have further fields',
      responses(known(), extra(true)),
      reads,
      'additive: call 200 (response) may have further fields',
    ),
    row(
      'a response has no type for further fields any more',
      responses(extra(text), known()),
      `const result = await call(); store(result['more']);`,
      'breaking (types, wire): call 200 (response) has no further fields any more',
    ),
    row(
      'further fields of a response are of another type',
      responses(map(text), map(integer)),
      readsMap,
      'breaking (types, wire): call 200.* (response) is of type number instead of string',
    ),
    row(
      'fields that match a pattern are of another type',
      responses(match(text), match(integer)),
      readsMap,
      'breaking (types, wire): call 200./^x/ (response) is of type number instead of string',
    ),
    row(
      'a response may have fields that match a pattern',
      responses(known(), { ...known(), ...match(text) }),
      reads,
      'additive: call 200 (response) may have fields that match ^x',
    ),
    row(
      'a map may have fields that match a pattern',
      responses(map(text), { ...map(text), ...match(integer) }),
      readsMap,
      'breaking (types, wire): call 200 (response) may have fields that match ^x',
    ),
    row(
      'a response has no fields that match a pattern any more',
      responses({ ...known(), ...match(text) }, known()),
      `const result = await call(); store(result['x1']);`,
      'breaking (types, wire): call 200 (response) no longer has fields that match ^x',
    ),
    row(
      'a request has a free form (`x-free-form`)',
      requests(known(), known({ 'x-free-form': true })),
      sends,
      'additive: call (request) has a free form now',
    ),
    row(
      'a request has no free form any more',
      requests(known({ 'x-free-form': true }), known()),
      sends,
      'breaking (wire): call (request) no longer has a free form: the fake API rejects fields that are not listed',
    ),
    row(
      'a response has a free form',
      responses(known(), known({ 'x-free-form': true })),
      reads,
      'cosmetic: call 200 (response) has a free form now',
    ),
  ],
};
