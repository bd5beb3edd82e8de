import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { proposeChangeset, report } from '../spec-tools/diff/changeset.ts';
import { diff, type Change } from '../spec-tools/diff/diff.ts';
import { inRepository, readBundle } from '../spec-tools/spec-paths.ts';

const text = { type: 'string' };
const number = { type: 'integer' };
const rewritten = 'cosmetic document is written in another way';

test('the same document has no changes', () => {
  const document = readBundle();
  expect(diff(document, structuredClone(document))).toEqual([]);
});

describe('changes of operations', () => {
  const begin = { operationId: 'things.begin' };
  const paths = { '/Things': { post: begin } };

  test('a removed operation is breaking, a new one is additive', () => {
    expect(changesOf({ paths }, {})).toEqual(['breaking things.begin is removed (POST /Things)']);
    expect(changesOf({}, { paths })).toEqual(['additive things.begin is new (POST /Things)']);
  });

  test('a renamed operation is breaking', () => {
    expect(changesOf({ paths }, { paths: { '/Things': { post: { operationId: 'things.start' } } } })).toEqual([
      'breaking things.begin is called things.start now',
    ]);
  });

  test('another path or method is breaking', () => {
    expect(changesOf({ paths }, { paths: { '/Things/Begin': { post: begin } } })).toEqual([
      'breaking things.begin is POST /Things/Begin now, and was POST /Things',
    ]);
    expect(changesOf({ paths }, { paths: { '/Things': { put: begin } } })).toEqual([
      'breaking things.begin is PUT /Things now, and was POST /Things',
    ]);
  });

  test('operations that swap names are matched by address', () => {
    const two = (first: string, second: string) => ({
      paths: { '/A': { get: { operationId: first } }, '/B': { get: { operationId: second } } },
    });
    expect(changesOf(two('x.a', 'x.b'), two('x.b', 'x.a'))).toEqual([
      'breaking x.a is called x.b now',
      'breaking x.b is called x.a now',
    ]);
  });

  test('another x-paging is breaking, because it changes the type of the method; other extensions are additive', () => {
    expect(operation({}, { 'x-paging': 'list' })).toEqual(['breaking things.call has another x-paging']);
    expect(operation({ 'x-safe': true }, { 'x-safe': false })).toEqual(['additive things.call has another x-safe']);
    expect(operation({}, { 'x-waits-for-terminal': true })).toEqual([
      'additive things.call has another x-waits-for-terminal',
    ]);
    expect(operation({}, { deprecated: true })).toEqual(['additive things.call is deprecated']);
  });
});

describe('changes of parameters', () => {
  const parameters = (more: object) => ({ parameters: [{ in: 'query', name: 'q', schema: text, ...more }] });

  test('a new parameter is breaking if it is required', () => {
    expect(operation({}, parameters({ required: true }))).toEqual([
      'breaking things.call has the new parameter q, and requires it',
    ]);
    expect(operation({}, parameters({}))).toEqual(['additive things.call has the new parameter q']);
  });

  test('a removed parameter is breaking', () => {
    expect(operation(parameters({}), {})).toEqual(['breaking things.call no longer has the parameter q']);
  });

  test('a parameter that becomes required is breaking, one that becomes optional is additive', () => {
    expect(operation(parameters({}), parameters({ required: true }))).toEqual([
      'breaking things.call requires the parameter q',
    ]);
    expect(operation(parameters({ required: true }), parameters({}))).toEqual([
      'additive things.call no longer requires the parameter q',
    ]);
  });

  test('a parameter is compared like a request, also if its path item refers to it', () => {
    const shared = (schema: object) => ({
      paths: {
        '/Things': { parameters: [{ $ref: '#/components/parameters/q' }], get: { operationId: 'things.call' } },
      },
      components: { parameters: { q: { in: 'query', name: 'q', schema } } },
    });
    expect(changesOf(shared({ type: ['string', 'integer'] }), shared(text))).toEqual([
      'breaking things.call, parameter q (request) is no longer of type number',
    ]);
  });
});

describe('changes of bodies', () => {
  test('a new body is breaking if it is required', () => {
    expect(operation({}, { requestBody: { required: true, ...json(text) } })).toEqual([
      'breaking things.call takes a body, and requires it',
    ]);
    expect(operation({}, { requestBody: json(text) })).toEqual(['additive things.call takes a body']);
  });

  test('a body that is removed or becomes required is breaking', () => {
    expect(operation({ requestBody: json(text) }, {})).toEqual(['breaking things.call no longer takes a body']);
    const required = { requestBody: { required: true, ...json(text) } };
    expect(operation({ requestBody: json(text) }, required)).toEqual(['breaking things.call requires the body']);
    expect(operation(required, { requestBody: json(text) })).toEqual([
      'additive things.call no longer requires the body',
    ]);
  });

  test('a removed media type is breaking, a new one is additive', () => {
    const form = { content: { 'multipart/form-data': { schema: text } } };
    expect(operation({ requestBody: json(text) }, { requestBody: form })).toEqual([
      'breaking things.call (request) is no longer application/json',
      'additive things.call (request) may be multipart/form-data',
    ]);
  });
});

test('a removed status is breaking, a new one is additive', () => {
  expect(operation({ responses: { 200: json(text) } }, { responses: { 200: json(text), 404: json(text) } })).toEqual([
    'additive things.call may return 404',
  ]);
  expect(operation({ responses: { 200: json(text) } }, { responses: {} })).toEqual([
    'breaking things.call no longer returns 200',
  ]);
});

describe('changes of fields in requests', () => {
  test('a new field is additive, a new required field is breaking', () => {
    expect(request(object({}), object({ name: text }))).toEqual(['additive things.call.name (request) is new']);
    expect(request(object({}), object({ name: text }, 'name'))).toEqual([
      'breaking things.call.name (request) is new, and required',
    ]);
  });

  test('a field that is removed or becomes required is breaking', () => {
    expect(request(object({ name: text }), object({}))).toEqual(['breaking things.call.name (request) is removed']);
    expect(request(object({ name: text }), object({ name: text }, 'name'))).toEqual([
      'breaking things.call.name (request) is required now',
    ]);
    expect(request(object({ name: text }, 'name'), object({ name: text }))).toEqual([
      'additive things.call.name (request) is no longer required',
    ]);
  });

  test('a narrower type is breaking, a wider type is additive', () => {
    const both = object({ name: { type: ['string', 'integer', 'null'] } });
    expect(request(both, object({ name: text }))).toEqual([
      'breaking things.call.name (request) is no longer null',
      'breaking things.call.name (request) is no longer of type number',
    ]);
    expect(request(object({ name: text }), both)).toEqual([
      'additive things.call.name (request) may be null',
      'additive things.call.name (request) may be of type number',
    ]);
    expect(request(object({ name: text }), object({ name: number }))).toEqual([
      'breaking things.call.name (request) is of type number instead of string',
    ]);
  });

  test('a readOnly field is not part of a request', () => {
    expect(request(object({ id: text }), object({ id: { ...text, readOnly: true } }))).toEqual([
      'breaking things.call.id (request) is removed',
    ]);
    expect(response(object({ id: text }), object({ id: { ...text, readOnly: true } }))).toEqual([rewritten]);
  });
});

describe('changes of fields in responses', () => {
  test('a new field is additive, a removed field is breaking', () => {
    expect(response(object({}), object({ name: text }, 'name'))).toEqual([
      'additive things.call 200.name (response) is new',
    ]);
    expect(response(object({ name: text }), object({}))).toEqual([
      'breaking things.call 200.name (response) is removed',
    ]);
  });

  test('a field that becomes optional is breaking, one that becomes required is additive', () => {
    expect(response(object({ name: text }, 'name'), object({ name: text }))).toEqual([
      'breaking things.call 200.name (response) is no longer required',
    ]);
    expect(response(object({ name: text }), object({ name: text }, 'name'))).toEqual([
      'additive things.call 200.name (response) is required now',
    ]);
  });

  test('a wider type is breaking, a narrower type is additive', () => {
    const nullable = object({ name: { type: ['string', 'null'] } });
    expect(response(object({ name: text }), nullable)).toEqual([
      'breaking things.call 200.name (response) may be null',
    ]);
    expect(response(nullable, object({ name: text }))).toEqual([
      'additive things.call 200.name (response) is no longer null',
    ]);
    expect(response(object({ name: text }), object({ name: number }))).toEqual([
      'breaking things.call 200.name (response) is of type number instead of string',
    ]);
    expect(response(object({ name: text }), object({ name: {} }))).toEqual([
      'breaking things.call 200.name (response) may be null',
      'breaking things.call 200.name (response) may be of type number, boolean, object, array',
    ]);
  });

  test('a writeOnly field is not part of a response', () => {
    expect(response(object({ pin: text }), object({ pin: { ...text, writeOnly: true } }))).toContain(
      'breaking things.call 200.pin (response) is removed',
    );
  });

  test('a deprecation is additive', () => {
    expect(response(object({ name: text }), object({ name: { ...text, deprecated: true } }))).toEqual([
      'additive things.call 200.name (response) is deprecated',
    ]);
  });

  test('arrays and additional properties are compared recursively', () => {
    expect(response({ type: 'array', items: object({ a: text }) }, { type: 'array', items: object({}) })).toEqual([
      'breaking things.call 200[].a (response) is removed',
    ]);
    expect(request({ type: 'array' }, { type: 'array', items: { ...text, type: ['string', 'null'] } })).toEqual([
      'breaking things.call[] (request) is no longer of type number, boolean, object, array',
    ]);
    const map = (schema?: unknown) => ({
      type: 'object',
      ...(schema !== undefined && { additionalProperties: schema }),
    });
    expect(response(map(text), map(number))).toEqual([
      'breaking things.call 200.* (response) is of type number instead of string',
    ]);
    expect(response(map(), map(text))).toEqual(['additive things.call 200 (response) may have further fields']);
    expect(response(map(text), map())).toEqual(['breaking things.call 200 (response) has no further fields any more']);
  });

  test('a field that becomes a file is breaking', () => {
    expect(response(text, { ...text, format: 'binary' })).toContain(
      'breaking things.call 200 (response) is now a file',
    );
  });
});

describe('changes of listed values', () => {
  const closed = (...list: string[]) => ({ type: 'string', enum: list });
  const open = (...list: string[]) => ({ type: 'string', 'x-extensible-enum': list });

  test('a removed value of a closed enum is breaking; a new one is breaking in responses, for code that handles all values', () => {
    expect(request(closed('a', 'b'), closed('a'))).toEqual([
      'breaking things.call (request) no longer has the values b',
    ]);
    expect(response(closed('a', 'b'), closed('a'))).toEqual([
      'breaking things.call 200 (response) no longer has the values b',
    ]);
    expect(request(closed('a'), closed('a', 'b'))).toEqual(['additive things.call (request) has the new values b']);
    expect(response(closed('a'), closed('a', 'b'))).toEqual([
      'breaking things.call 200 (response) has the new values b',
    ]);
    expect(response({ const: 'a' }, { const: 'b' })).toContain(
      'breaking things.call 200 (response) no longer has the values a',
    );
  });

  test('changes of an open enum are never breaking', () => {
    expect(response(open('a'), open('a', 'b'))).toEqual(['additive things.call 200 (response) has the new values b']);
    expect(response(open('a', 'b'), open('a'))).toEqual([
      'cosmetic things.call 200 (response) no longer lists the values b',
    ]);
    expect(response(text, open('a'))).toEqual(['additive things.call 200 (response) has the new values a']);
  });

  test('an opened enum is breaking in responses, a closed one is breaking in requests', () => {
    expect(response(closed('a'), open('a'))).toEqual([
      'breaking things.call 200 (response) may have values that are not listed',
    ]);
    expect(request(closed('a'), open('a'))).toEqual([
      'additive things.call (request) may have values that are not listed',
    ]);
    expect(request(open('a'), closed('a'))).toEqual(['breaking things.call (request) only has the values a']);
    expect(response(open('a'), closed('a'))).toEqual(['additive things.call 200 (response) only has the values a']);
  });
});

describe('changes of alternatives', () => {
  const card = object({ type: { const: 'card' }, pan: text });
  const bank = object({ type: { const: 'bank' }, iban: text });

  test('a new alternative is additive in requests and breaking in responses', () => {
    expect(request({ oneOf: [card] }, { oneOf: [bank, card] })).toEqual(['additive things.call (request) may be bank']);
    expect(response({ oneOf: [card] }, { oneOf: [bank, card] })).toEqual([
      'breaking things.call 200 (response) may be bank',
    ]);
    expect(request({ oneOf: [bank, card] }, { oneOf: [card] })).toEqual([
      'breaking things.call (request) is no longer bank',
    ]);
    expect(response({ oneOf: [bank, card] }, { oneOf: [card] })).toEqual([
      'breaking things.call 200 (response) is no longer bank',
    ]);
  });

  test('alternatives are compared one by one, in any order', () => {
    const longer = object({ type: { const: 'card' }, pan: text, cvc: text });
    expect(request({ anyOf: [bank, card] }, { anyOf: [longer, bank] })).toEqual([
      'additive things.call.cvc (request) is new',
    ]);
  });

  test('a single schema may become a union, and a union a single schema', () => {
    expect(request(card, { oneOf: [card, bank] })).toEqual(['additive things.call (request) may be bank']);
    expect(request({ oneOf: [card, bank] }, card)).toEqual(['breaking things.call (request) is no longer bank']);
  });

  test('null among alternatives is reported like for any other type', () => {
    expect(response(card, { anyOf: [card, { type: 'null' }] })).toEqual([
      'breaking things.call 200 (response) may be null',
    ]);
    expect(request({ anyOf: [card, { type: 'null' }] }, card)).toEqual([
      'breaking things.call (request) is no longer null',
    ]);
    expect(request({ ...card, type: ['object', 'null'] }, { anyOf: [card, { type: 'null' }] })).toEqual([rewritten]);
  });

  test('alternatives next to fields are compared', () => {
    const beside = (...alternatives: object[]) => ({ ...object({ id: text }), oneOf: alternatives });
    expect(request(beside(card), beside(card, bank))).toEqual(['additive things.call (request) may be bank']);
    expect(request(object({ id: text }), beside(card))).toEqual([
      'breaking things.call (request) is a choice of alternatives now',
    ]);
    expect(response(object({ id: text }), beside(card))).toEqual([
      'additive things.call 200 (response) is a choice of alternatives now',
    ]);
  });
});

describe('changes of models', () => {
  const thing = { $ref: '#/components/schemas/Thing' };
  const both = (fields: Record<string, unknown>) =>
    withSchemas(
      { Thing: object({ ...fields, parent: thing }) },
      { requestBody: json(thing), responses: { 200: json(thing) } },
    );

  test('a recursive model is compared once per direction', () => {
    expect(changesOf(both({ size: text }), both({ size: { type: ['string', 'null'] } }))).toEqual([
      'breaking Thing.size (response) may be null',
      'additive Thing.size (request) may be null',
    ]);
  });

  test('a change in a composed model is reported with the name of the part', () => {
    const list = (fields: Record<string, unknown>) =>
      withSchemas(
        {
          Base: object(fields),
          Things: { allOf: [{ $ref: '#/components/schemas/Base' }, object({ data: {} }, 'data')] },
          Others: { allOf: [{ $ref: '#/components/schemas/Base' }, object({ more: {} })] },
        },
        {
          responses: {
            200: json({ $ref: '#/components/schemas/Things' }),
            202: json({ $ref: '#/components/schemas/Others' }),
          },
        },
      );
    expect(changesOf(list({}), list({ count: number }))).toEqual(['additive Base.count (response) is new']);
  });

  test('another composition of the same type is cosmetic', () => {
    const parts = { allOf: [object({ a: text }, 'a'), object({ b: text })] };
    expect(request(parts, object({ a: text, b: text }, 'a'))).toEqual([rewritten]);
  });

  test('a removed model is breaking, because its type was exported', () => {
    expect(changesOf(withSchemas({ Thing: text }, {}), withSchemas({}, {}))).toEqual([
      'breaking Thing is no longer a model',
    ]);
    expect(changesOf(withSchemas({}, {}), withSchemas({ Thing: text }, {}))).toEqual([rewritten]);
  });
});

test('a push is compared like a response, although it arrives as a request', () => {
  const push = (schema: object) => ({ webhooks: { 'things.changed': { post: { requestBody: json(schema) } } } });
  expect(changesOf(push(object({ id: text })), push(object({ id: text, more: text })))).toEqual([
    'additive push things.changed.more (response) is new',
  ]);
  expect(changesOf(push(text), {})).toEqual(['breaking push things.changed is removed']);
  expect(changesOf({}, push(text))).toEqual(['additive push things.changed is new']);
});

test('a removed server is breaking, a new one is additive', () => {
  const [a, b] = ['https://a.test', 'https://b.test'].map((url) => ({ servers: [{ url }] }));
  expect(changesOf(a!, b!)).toEqual([
    'breaking servers no longer has https://a.test',
    'additive servers has https://b.test',
  ]);
});

describe('cosmetic changes', () => {
  test('descriptions, examples and limits are cosmetic', () => {
    expect(operation({ description: 'One.', summary: 'A' }, { description: 'Two.', summary: 'B' })).toEqual([
      'cosmetic things.call has another description, summary',
    ]);
    expect(request(text, { ...text, maxLength: 5, example: 'a' })).toEqual([
      'cosmetic things.call has another example, maxLength',
    ]);
    const thing = (more: object) => withSchemas({ Thing: { ...object({ description: { ...text, ...more } }) } }, {});
    expect(changesOf(thing({}), thing({ description: 'A field of that name.' }))).toEqual([
      'cosmetic Thing has another description',
    ]);
  });

  test('another order is cosmetic', () => {
    expect(response(object({ a: text, b: text }), object({ b: text, a: text }))).toEqual([
      'cosmetic document is in another order',
    ]);
  });
});

describe('the proposed changeset', () => {
  const change = (kind: Change['kind'], what: string = kind): Change => ({ kind, where: 'things', what });

  test('the most severe change determines the version', () => {
    const bump = (kinds: Change['kind'][], version = '1.4.0') =>
      /client': (\w+)/.exec(
        proposeChangeset(
          kinds.map((kind) => change(kind)),
          version,
        )?.changeset ?? '',
      )?.[1];
    expect(bump(['cosmetic', 'additive', 'breaking'])).toBe('major');
    expect(bump(['cosmetic', 'additive'])).toBe('minor');
    expect(bump(['cosmetic'])).toBe('patch');
    expect(bump([])).toBeUndefined();
  });

  test('a breaking change before 1.0.0 raises the minor version, with a note', () => {
    const { changeset, note } = proposeChangeset([change('breaking')], '0.3.1')!;
    expect(changeset).toContain(`'@secuconnect/api': minor\n'@secuconnect/client': minor`);
    expect(note).toMatch(/0\.3\.1.*minor/);
    expect(proposeChangeset([change('breaking')], '1.0.0')!.note).toBeUndefined();
    expect(proposeChangeset([change('additive')], '0.3.1')!.note).toBeUndefined();
  });

  test('the changeset lists breaking and new changes, and cosmetic ones only if there are no others', () => {
    const { changeset } = proposeChangeset([change('breaking'), change('additive'), change('cosmetic')], '1.0.0')!;
    expect(changeset).toBe(
      `---\n'@secuconnect/api': major\n'@secuconnect/client': major\n---\n\n` +
        'Breaking:\n\n- things breaking\n\nNew:\n\n- things additive\n',
    );
    expect(proposeChangeset([change('cosmetic')], '1.0.0')!.changeset).toContain('- things cosmetic');
  });

  test('a long changeset is truncated', () => {
    const many = Array.from({ length: 40 }, (_, index) => change('additive', `number ${index}`));
    expect(proposeChangeset(many, '1.0.0')!.changeset).toMatch(/number 24\n- and 15 more\n$/);
  });

  test('the report counts the changes by kind', () => {
    expect(report([change('breaking'), change('additive')])).toBe(
      '1 breaking, 1 additive, 0 cosmetic.\nbreaking  things breaking\nadditive  things additive',
    );
    expect(report([])).toBe('Nothing has changed.');
  });
});

const hasHistory = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: inRepository('') }).status === 0;
describe.skipIf(!hasHistory)('pnpm spec:diff compares with git refs', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [inRepository('scripts/spec-diff.ts'), ...args], { encoding: 'utf8' });

  test('a commit is compared', () => {
    expect(run('HEAD')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Since HEAD: /) });
  });

  test('an unknown ref fails with its name', () => {
    expect(run('no-such-ref')).toMatchObject({ status: 1, stderr: expect.stringContaining('no-such-ref') });
  });
});

const json = (schema: object) => ({ content: { 'application/json': { schema } } });

const object = (properties: Record<string, unknown>, ...required: string[]) => ({
  type: 'object',
  properties,
  ...(required.length > 0 && { required }),
});

const changesOf = (before: object, after: object): string[] =>
  diff(before, after).map(({ kind, where, what }) => `${kind} ${where} ${what}`);

const withOperation = (operation: object) => ({
  paths: { '/Things': { post: { operationId: 'things.call', ...operation } } },
});

const withSchemas = (schemas: object, operation: object) => ({ ...withOperation(operation), components: { schemas } });

const operation = (before: object, after: object) => changesOf(withOperation(before), withOperation(after));

const request = (before: object, after: object) =>
  operation({ requestBody: json(before) }, { requestBody: json(after) });

const response = (before: object, after: object) =>
  operation({ responses: { 200: json(before) } }, { responses: { 200: json(after) } });
