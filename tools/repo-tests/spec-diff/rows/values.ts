import type { Group } from '../classes-table.ts';
import { requests, responses, row, text } from '../documents.ts';

const closed = (...list: string[]) => ({ type: 'string', enum: list });
const open = (...list: string[]) => ({ type: 'string', 'x-extensible-enum': list });
const readsA = `const result = await call(); store<'a'>(result);`;
const handles = `switch (await call()) { case 'a': break; case 'b': break; default: break; }`;

export const values: Group = {
  title: 'Lists of values',
  why: 'A closed list (`enum`, `const`) is a promise in both directions: code that handles every value of a response does not handle a new one, and the case of a removed value no longer compiles. An open list (`x-extensible-enum`) only helps the editor.',
  rows: [
    row(
      'a closed list of a request has one value less',
      requests(closed('a', 'b'), closed('a')),
      `await call('b');`,
      'breaking (types, wire): call (request) no longer has the values b',
    ),
    row(
      'a closed list of a request has a new value',
      requests(closed('a'), closed('a', 'b')),
      `await call('a');`,
      'additive: call (request) has the new values b',
    ),
    row(
      'a closed list of a response has one value less',
      responses(closed('a', 'b'), closed('a')),
      handles,
      'breaking (types): call 200 (response) no longer has the values b',
    ),
    row(
      'a closed list of a response has a new value',
      responses(closed('a'), closed('a', 'b')),
      readsA,
      'breaking (types, wire): call 200 (response) has the new values b',
    ),
    row(
      'a constant of a response is another one',
      responses({ const: 'a' }, { const: 'b' }),
      readsA,
      'breaking (types): call 200 (response) no longer has the values a',
      'breaking (types, wire): call 200 (response) has the new values b',
    ),
    row(
      'an open list of a request has one value less',
      requests(open('a', 'b'), open('a')),
      `await call('b');`,
      'cosmetic: call (request) no longer lists the values b',
    ),
    row(
      'an open list of a response has a new value',
      responses(open('a'), open('a', 'b')),
      `store<string>(await call());`,
      'additive: call 200 (response) has the new values b',
    ),
    row(
      'an open list of a response has one value less',
      responses(open('a', 'b'), open('a')),
      handles,
      'cosmetic: call 200 (response) no longer lists the values b',
    ),
    row(
      'any string of a response becomes an open list',
      responses(text, open('a')),
      `store<string>(await call());`,
      'additive: call 200 (response) has the new values a',
    ),
    row(
      'a closed list of a response is opened',
      responses(closed('a'), open('a')),
      readsA,
      'breaking (types, wire): call 200 (response) may have values that are not listed',
    ),
    row(
      'a closed list of a request is opened',
      requests(closed('a'), open('a')),
      `await call('a');`,
      'additive: call (request) may have values that are not listed',
    ),
    row(
      'an open list of a request is closed',
      requests(open('a'), closed('a')),
      `await call('b');`,
      'breaking (types, wire): call (request) only has the values a',
    ),
    row(
      'an open list of a response is closed',
      responses(open('a'), closed('a')),
      `const result = await call(); store(result === 'a' ? 1 : 2);`,
      'additive: call 200 (response) only has the values a',
    ),
  ],
};
