import type { Group } from '../classes-table.ts';
import { documents, models, object, operations, requests, row, text } from '../documents.ts';

const calls = `await call();`;
const sends = `await call({ id: 'a' });`;
const thing = object({ id: text });
const mark = (more: object) => ({ ...thing, ...more });
const differs = (where: string, keyword: string) =>
  `unclear: ${where} differs in ${keyword}, which the comparison does not know`;

export const unknown: Group = {
  title: 'What the comparison does not know',
  why: 'It is never cosmetic. `x-money`, `x-id-prefix` and `x-push-target` say what the API sends: nothing is generated from them but a doc comment, so that a reader has to tell whether the API or only the document has changed. `x-personal-data` and `x-clip-length` change what `@secuconnect/client/personal-data` masks and clips. `x-enum-varnames` are the names of constants: a new one is additive, and another one breaks the programs that use it.',
  rows: [
    row('an unknown extension of a call', operations({}, { 'x-cache': 60 }), calls, differs('call', 'x-cache')),
    row(
      'an unknown extension of a model',
      models(thing, mark({ 'x-unit': 'gram' })),
      sends,
      differs('Thing', 'x-unit'),
    ),
    row(
      'an unknown extension of a field',
      requests(thing, object({ id: { ...text, 'x-unit': 'gram' } })),
      sends,
      differs('call', 'x-unit'),
    ),
    row(
      'an unknown extension of the document',
      documents({}, { 'x-audience': 'partners' }),
      calls,
      differs('document', 'x-audience'),
    ),
    row(
      'an unknown extension of a tag',
      documents(
        {},
        { tags: [{ name: 'Things', description: 'All things.', 'x-namespace': 'shop.things', 'x-team': 'a' }] },
      ),
      calls,
      differs('tag Things', 'x-team'),
    ),
    row(
      'an unknown keyword of a schema',
      models(thing, mark({ $dynamicAnchor: 'thing' })),
      sends,
      differs('Thing', '$dynamicAnchor'),
    ),
    row(
      '`discriminator`',
      models(thing, mark({ discriminator: { propertyName: 'id' } })),
      sends,
      differs('Thing', 'discriminator'),
    ),
    row('`xml`', models(thing, mark({ xml: { name: 'thing' } })), sends, differs('Thing', 'xml')),
    row('`callbacks` of a call', operations({}, { callbacks: { done: {} } }), calls, differs('call', 'callbacks')),
    row(
      '`servers` of a call',
      operations({}, { servers: [{ url: 'https://other.test' }] }),
      calls,
      differs('call', 'servers'),
    ),
    row(
      'headers of a response',
      operations({}, { responses: { 200: { description: 'Done.', headers: { etag: { schema: text } } } } }),
      calls,
      differs('call', 'headers'),
    ),
    row('encoding of a form', operations(...form()), `await call({ id: 'a' });`, differs('call', 'encoding')),
    row(
      'variables of a server',
      documents({}, { servers: [{ url: 'https://shop.test', variables: { v: { default: '1' } } }] }),
      calls,
      differs('server https://shop.test', 'variables'),
    ),
    row('`x-webhooks`', documents({}, { 'x-webhooks': {} }), calls, differs('document', 'x-webhooks')),
    row(
      '`x-enum-varnames`',
      models(thing, mark({ 'x-enum-varnames': ['FIRST'] })),
      sends,
      differs('Thing', 'x-enum-varnames'),
    ),
    row('`x-money`', models(thing, mark({ 'x-money': 'minor-units' })), sends, differs('Thing', 'x-money')),
    row(
      '`x-id-prefix`',
      models(mark({ 'x-id-prefix': 'THG_' }), mark({ 'x-id-prefix': 'TNG_' })),
      sends,
      differs('Thing', 'x-id-prefix'),
    ),
    row(
      '`x-push-target`',
      models(mark({ 'x-push-target': 'shop.things' }), thing),
      sends,
      differs('Thing', 'x-push-target'),
    ),
    row(
      '`x-personal-data`',
      models(mark({ 'x-personal-data': 'contact' }), mark({ 'x-personal-data': 'none' })),
      sends,
      differs('Thing', 'x-personal-data'),
    ),
    row('`x-clip-length`', models(thing, mark({ 'x-clip-length': 50 })), sends, differs('Thing', 'x-clip-length')),
  ],
};

function form(): [object, object] {
  const body = (more: object) => ({
    requestBody: { required: true, content: { 'multipart/form-data': { schema: thing, ...more } } },
  });
  return [body({}), body({ encoding: { id: { contentType: 'text/plain' } } })];
}
