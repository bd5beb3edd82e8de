import type { Group } from '../classes-table.ts';
import { response, documentOf, integer, json, model, models as documents, object, row, text } from '../documents.ts';

const thing = object({ id: text });
const mark = (more: object) => ({ ...thing, ...more });
const unused = (schemas: object) => documentOf({}, schemas);
const sendsBeside = (more: object) =>
  documentOf(
    { requestBody: { required: true, ...json(object({ a: model('Thing'), b: { ...model('Thing'), ...more } })) } },
    { Thing: thing },
  );
const list = (fields: Record<string, unknown>) =>
  documentOf(
    { responses: { 200: response(model('Things')) } },
    { Base: object(fields), Things: { allOf: [model('Base'), object({ data: text }, 'data')] } },
  );
const nested = (size: object) => ({ ...object({ size, parent: model('Thing') }) });
const composed = { allOf: [object({ a: text }, 'a'), object({ b: text })] };
const uses = `const thing: models.Thing = { id: 'a' }; store(thing);`;

export const models: Group = {
  title: 'Models',
  why: 'Every model is exported under its name, also one that no call uses; such a one is judged in both directions. What stands next to a reference belongs to that place only. Another way to write the same type is unclear, because nothing proves that it is the same.',
  rows: [
    row(
      'a model is removed',
      [unused({ Thing: thing }), unused({})],
      uses,
      'breaking (types): Thing is no longer a model',
    ),
    row('a model is new', [unused({}), unused({ Thing: thing })], `await call();`, 'additive: Thing is a new model'),
    row(
      'a model becomes internal',
      documents(thing, mark({ 'x-internal': true })),
      uses,
      'breaking (types): Thing has no public type name any more (x-internal)',
    ),
    row(
      'a model is no longer internal',
      documents(mark({ 'x-internal': true }), thing),
      `await call({ id: 'a' });`,
      'additive: Thing has a public type name now (x-internal)',
    ),
    row(
      'a model that no call uses has another type',
      [unused({ Thing: thing }), unused({ Thing: object({ id: integer }) })],
      uses,
      'breaking (types, wire): Thing.id (request) is of type number instead of string',
      'breaking (types, wire): Thing.id (response) is of type number instead of string',
    ),
    row(
      'a recursive model may have null',
      documents(nested(text), nested({ type: ['string', 'null'] })),
      `const { parent } = await call({}); store<string | undefined>(parent?.parent?.size);`,
      'breaking (types, wire): Thing.size (response) may be null',
      'additive: Thing.size (request) may be null',
    ),
    row(
      'a part of a model has a new field',
      [list({}), list({ count: integer })],
      `const { data } = await call(); store<string>(data);`,
      'additive: Base.count (response) is new',
    ),
    row(
      'a field with a model has a new default',
      [sendsBeside({}), sendsBeside({ default: {} })],
      `await call({ b: { id: 'a' } });`,
      'unclear: call.b (request) has the new default {}: calls that leave it out may behave differently',
    ),
    row(
      'a model is deprecated',
      documents(thing, mark({ deprecated: true })),
      uses,
      'additive: Thing (request) is deprecated',
      'additive: Thing (response) is deprecated',
    ),
    row(
      'the parts of a model are written as one',
      documents(composed, object({ a: text, b: text }, 'a')),
      `const { a } = await call({ a: 'a' }); store<string>(a);`,
      'unclear: Thing is written in another way (allOf, properties, required, type), without an effect that is known',
    ),
    row(
      'null is written in another way',
      documents(mark({ type: ['object', 'null'] }), { anyOf: [thing, { type: 'null' }] }),
      `const result = await call(null); store(result?.id);`,
      'unclear: Thing is written in another way (anyOf, properties, type), without an effect that is known',
    ),
  ],
};
