import type { Group } from '../classes-table.ts';
import { models, object, requests, responses, row, text } from '../documents.ts';

const one = object({ name: text });
const must = object({ name: text }, 'name');
const maybe = object({ name: { type: ['string', 'null'] } }, 'name');
const none = object({});
const marked = (mark: object) => object({ id: { ...text, ...mark }, name: text });
const sends = `await call({ name: 'a' });`;
const sendsNothing = `await call({});`;
const reads = `const { name } = await call(); store<string>(name);`;
const readsMaybe = `const { name } = await call(); store<string>(name ?? '');`;

export const fields: Group = {
  title: 'Fields',
  why: 'Requests may do more and responses may bring more. Requests that did less, and responses that bring less, are breaking. A field that only the API sets (`readOnly`) is not part of requests, and `readonly` in responses; one that it never returns (`writeOnly`) is not part of responses.',
  rows: [
    row('a request has a new field', requests(none, one), sendsNothing, 'additive: call.name (request) is new'),
    row(
      'a request has a new required field',
      requests(none, must),
      sendsNothing,
      'breaking (types, wire): call.name (request) is new, and required',
    ),
    row(
      'a request has one field less',
      requests(object({ id: text, name: text }), object({ id: text })),
      sends,
      'breaking (types, wire): call.name (request) is removed',
    ),
    row(
      'a field of a request becomes required',
      requests(one, must),
      sendsNothing,
      'breaking (types, wire): call.name (request) is required now',
    ),
    row(
      'a field of a request becomes optional',
      requests(must, one),
      sends,
      'additive: call.name (request) is no longer required',
    ),
    row(
      'a response has a new field',
      responses(must, object({ name: text, more: text }, 'name', 'more')),
      reads,
      'additive: call 200.more (response) is new',
    ),
    row(
      'a response has one field less',
      responses(must, none),
      reads,
      'breaking (types, wire): call 200.name (response) is removed',
    ),
    row(
      'a field of a response becomes optional',
      responses(must, one),
      reads,
      'breaking (types, wire): call 200.name (response) is no longer required',
    ),
    row(
      'a field of a response becomes required',
      responses(one, must),
      readsMaybe,
      'additive: call 200.name (response) is required now',
    ),
    row(
      'a field of a response may be null',
      responses(must, maybe),
      reads,
      'breaking (types, wire): call 200.name (response) may be null',
    ),
    row(
      'a field of a response is no longer null',
      responses(maybe, must),
      readsMaybe,
      'additive: call 200.name (response) is no longer null',
    ),
    row('a field of a request may be null', requests(must, maybe), sends, 'additive: call.name (request) may be null'),
    row(
      'a field of a request is no longer null',
      requests(maybe, must),
      `await call({ name: null });`,
      'breaking (types, wire): call.name (request) is no longer null',
    ),
    row(
      'a field becomes read-only',
      models(marked({}), marked({ readOnly: true })),
      `await call({ id: 'a', name: 'b' });`,
      'breaking (types, wire): Thing.id (request) is removed',
      'unclear: Thing.id (response) is read-only now: code that assigns to it no longer compiles',
    ),
    row(
      'a field of a response becomes read-only',
      responses(marked({}), marked({ readOnly: true })),
      `const { id } = await call(); store(id);`,
      'unclear: call 200.id (response) is read-only now: code that assigns to it no longer compiles',
    ),
    row(
      'a field is no longer read-only',
      models(marked({ readOnly: true }), marked({})),
      `const { id } = await call({ name: 'b' }); store(id);`,
      'additive: Thing.id (request) is new',
      'additive: Thing.id (response) is no longer read-only',
    ),
    row(
      'a field becomes write-only',
      models(marked({}), marked({ writeOnly: true })),
      `const { id } = await call({ id: 'a' }); store(id);`,
      'breaking (types, wire): Thing.id (response) is removed',
    ),
    row(
      'a field is deprecated',
      responses(must, object({ name: { ...text, deprecated: true } }, 'name')),
      reads,
      'additive: call 200.name (response) is deprecated',
    ),
    row(
      'a field of a request has another default',
      requests(object({ name: { ...text, default: 'a' } }), object({ name: { ...text, default: 'b' } })),
      sendsNothing,
      'breaking (wire): call.name (request) has the default "b" instead of "a": calls that leave it out behave differently',
    ),
    row(
      'a field of a response has another default',
      responses(object({ name: { ...text, default: 'a' } }), object({ name: { ...text, default: 'b' } })),
      readsMaybe,
      'cosmetic: call 200.name (response) has another default',
    ),
  ],
};
