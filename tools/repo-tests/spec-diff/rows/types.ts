import type { Group } from '../classes-table.ts';
import { integer, requests, responses, row, text } from '../documents.ts';

const number = { type: 'number' };
const both = { type: ['string', 'integer'] };
const file = { ...text, format: 'binary' };
const list = (items?: object) => ({ type: 'array', ...(items && { items }) });
const pair = (...prefixItems: object[]) => ({ type: 'array', prefixItems });
const readsText = `store<string>(await call());`;
const readsNumber = `store<number>(await call());`;
const readsPair = `const [first, second] = await call(); store<string>(first); store<string>(second);`;

export const types: Group = {
  title: 'Types',
  why: 'A response of fewer types is breaking for types, because code that handles the type that is gone may not compile, except if there was no type before. TypeScript has one type for integers and numbers, but a fraction in an amount breaks sums, keys and database columns.',
  rows: [
    row(
      'a request is of another type',
      requests(text, integer),
      `await call('a');`,
      'breaking (types, wire): call (request) is of type number instead of string',
    ),
    row(
      'a request may be of another type too',
      requests(text, both),
      `await call('a');`,
      'additive: call (request) may be of type number',
    ),
    row(
      'a request is of fewer types',
      requests(both, text),
      `await call(1);`,
      'breaking (types, wire): call (request) is no longer of type number',
    ),
    row(
      'a response is of another type',
      responses(text, integer),
      readsText,
      'breaking (types, wire): call 200 (response) is of type number instead of string',
    ),
    row(
      'a response may be of another type too',
      responses(text, both),
      readsText,
      'breaking (types, wire): call 200 (response) may be of type number',
    ),
    row(
      'a response is of fewer types',
      responses(both, text),
      `const result = await call(); store(typeof result === 'number' ? result.toFixed(2) : result);`,
      'breaking (types): call 200 (response) is no longer of type number',
    ),
    row(
      'a response has a type now',
      responses({}, { type: ['string', 'null'] }),
      `const result = await call(); store(typeof result === 'string' ? result.length : 0);`,
      'additive: call 200 (response) is no longer of type number, boolean, object, array',
    ),
    row(
      'a response has no type any more',
      responses({ type: ['string', 'null'] }, {}),
      `store<string | null>(await call());`,
      'breaking (types, wire): call 200 (response) may be of type number, boolean, object, array',
    ),
    row(
      'a response is a file now',
      responses(text, file),
      readsText,
      'breaking (types, wire): call 200 (response) is now a file',
    ),
    row(
      'integer → number in a request',
      requests(integer, number),
      `await call(1);`,
      'additive: call (request) may have a fraction',
    ),
    row(
      'integer → number in a response',
      responses(integer, number),
      readsNumber,
      'breaking (wire): call 200 (response) may have a fraction',
    ),
    row(
      'number → integer in a request',
      requests(number, integer),
      `await call(1.5);`,
      'breaking (wire): call (request) is an integer now',
    ),
    row(
      'number → integer in a response',
      responses(number, integer),
      readsNumber,
      'additive: call 200 (response) is an integer now',
    ),
    row(
      'the items of a request have a type now',
      requests(list(), list(text)),
      `await call([1]);`,
      'breaking (types, wire): call[] (request) is no longer null',
      'breaking (types, wire): call[] (request) is no longer of type number, boolean, object, array',
    ),
    row(
      'the items of a response are of another type',
      responses(list(text), list(integer)),
      `for (const one of await call()) store<string>(one);`,
      'breaking (types, wire): call 200[] (response) is of type number instead of string',
    ),
    row(
      'the first items of a response are of another type',
      responses(pair(text, text), pair(text, integer)),
      readsPair,
      'breaking (types, wire): call 200[1] (response) is of type number instead of string',
    ),
    row(
      'a response has fewer items in a fixed order',
      responses(pair(text, text), pair(text)),
      readsPair,
      'breaking (types, wire): call 200 (response) has 1 items in a fixed order instead of 2',
    ),
    row(
      'the items of a response have no fixed order any more',
      responses(pair(text, text), list(text)),
      readsPair,

      'breaking (types, wire): call 200 (response) no longer has a fixed order of items',
    ),
    row(
      'the items of a request have a fixed order now',
      requests(list(text), { ...pair(text, text), items: text }),
      `await call(['a', 'b', 'c']);`,
      'breaking (types, wire): call (request) has a fixed order of items',
    ),
  ],
};
