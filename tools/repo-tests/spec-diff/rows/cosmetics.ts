import type { Group } from '../classes-table.ts';
import { documents, models, object, operations, requests, responses, row, text } from '../documents.ts';

const calls = `await call();`;
const thing = object({ id: text });
const mark = (more: object) => ({ ...thing, ...more });
const sends = `await call({ id: 'a' });`;
const tag = (description: string) => ({ tags: [{ name: 'Things', description, 'x-namespace': 'shop.things' }] });

export const cosmetics: Group = {
  title: 'What only readers see',
  why: 'Doc comments, the reference and the fixtures of tests may change, and nothing else. `x-since` and `x-enum-descriptions` appear in doc comments at most; only the checks of the spec read `x-source` and `x-deprecated-values`.',
  rows: [
    row(
      'description and summary of a call',
      operations({}, { summary: 'Another', description: 'Another.' }),
      calls,
      'cosmetic: call has another description, summary',
    ),
    row(
      'description of a field called description',
      models(object({ description: text }), object({ description: { ...text, description: 'Another.' } })),
      `await call({ description: 'a' });`,
      'cosmetic: Thing has another description',
    ),
    row(
      'an example of a field',
      requests(thing, object({ id: { ...text, example: 'a' } })),
      sends,
      'cosmetic: call has another example',
    ),
    row(
      'description of a response',
      operations({}, { responses: { 200: { description: 'Another.' } } }),
      calls,
      'cosmetic: call has another description',
    ),
    row('description of a tag', documents({}, tag('Another.')), calls, 'cosmetic: tag Things has another description'),
    row(
      'a tag without calls',
      documents({}, { tags: [...tag('All things.').tags, { name: 'Others' }] }),
      calls,
      'cosmetic: tag Others is new',
    ),
    row(
      'version of the document',
      documents({}, { info: { title: 'Shop', version: '1.0.1' } }),
      calls,
      'cosmetic: document has another info',
    ),
    row('`x-since`', operations({}, { 'x-since': '2.1.0' }), calls, 'cosmetic: call has another x-since'),
    row('`x-source`', operations({ 'x-source': 'sdk' }, {}), calls, 'cosmetic: call has another x-source'),
    row(
      '`x-enum-descriptions`',
      models(thing, mark({ 'x-enum-descriptions': { a: 'One.' } })),
      sends,
      'cosmetic: Thing has another x-enum-descriptions',
    ),
    row(
      '`x-deprecated-values`',
      models(thing, mark({ 'x-deprecated-values': ['a'] })),
      sends,
      'cosmetic: Thing has another x-deprecated-values',
    ),
    row(
      'order of fields',
      responses(object({ a: text, b: text }), object({ b: text, a: text })),
      `const { a } = await call(); store(a);`,
      'cosmetic: document is in another order, or divided into other parts',
    ),
    row(
      'order of required fields',
      responses(object({ a: text, b: text }, 'a', 'b'), object({ a: text, b: text }, 'b', 'a')),
      `const { a } = await call(); store(a);`,
      'cosmetic: document is in another order, or divided into other parts',
    ),
    row(
      'order of values',
      requests({ enum: ['a', 'b'] }, { enum: ['b', 'a'] }),
      `await call('a');`,
      'cosmetic: document is in another order, or divided into other parts',
    ),
  ],
};
