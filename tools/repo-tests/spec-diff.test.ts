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

describe('an operation', () => {
  const begin = { operationId: 'things.begin' };
  const paths = { '/Things': { post: begin } };

  test('that is removed breaks, and a new one is additive', () => {
    expect(told({ paths }, {})).toEqual(['breaking things.begin is removed (POST /Things)']);
    expect(told({}, { paths })).toEqual(['additive things.begin is new (POST /Things)']);
  });

  test('that is renamed breaks', () => {
    expect(told({ paths }, { paths: { '/Things': { post: { operationId: 'things.start' } } } })).toEqual([
      'breaking things.begin is called things.start now',
    ]);
  });

  test('that gets another path or method breaks', () => {
    expect(told({ paths }, { paths: { '/Things/Begin': { post: begin } } })).toEqual([
      'breaking things.begin is POST /Things/Begin now, and was POST /Things',
    ]);
    expect(told({ paths }, { paths: { '/Things': { put: begin } } })).toEqual([
      'breaking things.begin is PUT /Things now, and was POST /Things',
    ]);
  });

  test('that trades names with another one is compared with its own address', () => {
    const two = (first: string, second: string) => ({
      paths: { '/A': { get: { operationId: first } }, '/B': { get: { operationId: second } } },
    });
    expect(told(two('x.a', 'x.b'), two('x.b', 'x.a'))).toEqual([
      'breaking x.a is called x.b now',
      'breaking x.b is called x.a now',
    ]);
  });

  test('changes its marks: paging changes the type of the method, the others how a call is treated', () => {
    expect(operation({}, { 'x-paging': 'list' })).toEqual(['breaking things.call has another x-paging']);
    expect(operation({ 'x-repeat-safe': true }, { 'x-repeat-safe': false })).toEqual([
      'additive things.call has another x-repeat-safe',
    ]);
    expect(operation({}, { 'x-blocking': true })).toEqual(['additive things.call has another x-blocking']);
    expect(operation({}, { deprecated: true })).toEqual(['additive things.call is deprecated']);
  });
});

describe('a parameter', () => {
  const parameters = (more: object) => ({ parameters: [{ in: 'query', name: 'q', schema: text, ...more }] });

  test('that is new breaks when it is required', () => {
    expect(operation({}, parameters({ required: true }))).toEqual([
      'breaking things.call has the new parameter q, and requires it',
    ]);
    expect(operation({}, parameters({}))).toEqual(['additive things.call has the new parameter q']);
  });

  test('that is removed breaks', () => {
    expect(operation(parameters({}), {})).toEqual(['breaking things.call no longer has the parameter q']);
  });

  test('breaks when it becomes required, not when it stops being so', () => {
    expect(operation(parameters({}), parameters({ required: true }))).toEqual([
      'breaking things.call requires the parameter q',
    ]);
    expect(operation(parameters({ required: true }), parameters({}))).toEqual([
      'additive things.call no longer requires the parameter q',
    ]);
  });

  test('is judged like a request, also when its path item brings it along by reference', () => {
    const shared = (schema: object) => ({
      paths: {
        '/Things': { parameters: [{ $ref: '#/components/parameters/q' }], get: { operationId: 'things.call' } },
      },
      components: { parameters: { q: { in: 'query', name: 'q', schema } } },
    });
    expect(told(shared({ type: ['string', 'integer'] }), shared(text))).toEqual([
      'breaking things.call, parameter q (request) is no longer of type number',
    ]);
  });
});

describe('a body', () => {
  test('that is new breaks when it is required', () => {
    expect(operation({}, { requestBody: { required: true, ...json(text) } })).toEqual([
      'breaking things.call takes a body, and requires it',
    ]);
    expect(operation({}, { requestBody: json(text) })).toEqual(['additive things.call takes a body']);
  });

  test('that is removed, or becomes required, breaks', () => {
    expect(operation({ requestBody: json(text) }, {})).toEqual(['breaking things.call no longer takes a body']);
    const required = { requestBody: { required: true, ...json(text) } };
    expect(operation({ requestBody: json(text) }, required)).toEqual(['breaking things.call requires the body']);
    expect(operation(required, { requestBody: json(text) })).toEqual([
      'additive things.call no longer requires the body',
    ]);
  });

  test('may come in another form', () => {
    const form = { content: { 'multipart/form-data': { schema: text } } };
    expect(operation({ requestBody: json(text) }, { requestBody: form })).toEqual([
      'breaking things.call (request) is no longer application/json',
      'additive things.call (request) may be multipart/form-data',
    ]);
  });
});

test('a status is additive, and breaks when it goes', () => {
  expect(operation({ responses: { 200: json(text) } }, { responses: { 200: json(text), 404: json(text) } })).toEqual([
    'additive things.call may answer 404',
  ]);
  expect(operation({ responses: { 200: json(text) } }, { responses: {} })).toEqual([
    'breaking things.call no longer answers 200',
  ]);
});

describe('a field of a request', () => {
  test('is additive, and breaks when it is required from the start', () => {
    expect(request(object({}), object({ name: text }))).toEqual(['additive things.call.name (request) is new']);
    expect(request(object({}), object({ name: text }, 'name'))).toEqual([
      'breaking things.call.name (request) is new, and required',
    ]);
  });

  test('breaks when it is removed or becomes required', () => {
    expect(request(object({ name: text }), object({}))).toEqual(['breaking things.call.name (request) is removed']);
    expect(request(object({ name: text }), object({ name: text }, 'name'))).toEqual([
      'breaking things.call.name (request) is required now',
    ]);
    expect(request(object({ name: text }, 'name'), object({ name: text }))).toEqual([
      'additive things.call.name (request) is no longer required',
    ]);
  });

  test('breaks when it accepts less, not when it accepts more', () => {
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

  test('does not count when only the server sets it', () => {
    expect(request(object({ id: text }), object({ id: { ...text, readOnly: true } }))).toEqual([
      'breaking things.call.id (request) is removed',
    ]);
    expect(answer(object({ id: text }), object({ id: { ...text, readOnly: true } }))).toEqual([rewritten]);
  });
});

describe('a field of an answer', () => {
  test('is additive, and breaks when it is removed', () => {
    expect(answer(object({}), object({ name: text }, 'name'))).toEqual([
      'additive things.call 200.name (answer) is new',
    ]);
    expect(answer(object({ name: text }), object({}))).toEqual(['breaking things.call 200.name (answer) is removed']);
  });

  test('breaks when it is no longer promised', () => {
    expect(answer(object({ name: text }, 'name'), object({ name: text }))).toEqual([
      'breaking things.call 200.name (answer) is no longer required',
    ]);
    expect(answer(object({ name: text }), object({ name: text }, 'name'))).toEqual([
      'additive things.call 200.name (answer) is required now',
    ]);
  });

  test('breaks when it may be more than before, not when it is less', () => {
    const nullable = object({ name: { type: ['string', 'null'] } });
    expect(answer(object({ name: text }), nullable)).toEqual(['breaking things.call 200.name (answer) may be null']);
    expect(answer(nullable, object({ name: text }))).toEqual([
      'additive things.call 200.name (answer) is no longer null',
    ]);
    expect(answer(object({ name: text }), object({ name: number }))).toEqual([
      'breaking things.call 200.name (answer) is of type number instead of string',
    ]);
    expect(answer(object({ name: text }), object({ name: {} }))).toEqual([
      'breaking things.call 200.name (answer) may be null',
      'breaking things.call 200.name (answer) may be of type number, boolean, object, array',
    ]);
  });

  test('does not count when it is never shown', () => {
    expect(answer(object({ pin: text }), object({ pin: { ...text, writeOnly: true } }))).toContain(
      'breaking things.call 200.pin (answer) is removed',
    );
  });

  test('may be deprecated', () => {
    expect(answer(object({ name: text }), object({ name: { ...text, deprecated: true } }))).toEqual([
      'additive things.call 200.name (answer) is deprecated',
    ]);
  });

  test('is compared inside of arrays, and of fields without a name', () => {
    expect(answer({ type: 'array', items: object({ a: text }) }, { type: 'array', items: object({}) })).toEqual([
      'breaking things.call 200[].a (answer) is removed',
    ]);
    expect(request({ type: 'array' }, { type: 'array', items: { ...text, type: ['string', 'null'] } })).toEqual([
      'breaking things.call[] (request) is no longer of type number, boolean, object, array',
    ]);
    const map = (schema?: unknown) => ({
      type: 'object',
      ...(schema !== undefined && { additionalProperties: schema }),
    });
    expect(answer(map(text), map(number))).toEqual([
      'breaking things.call 200.* (answer) is of type number instead of string',
    ]);
    expect(answer(map(), map(text))).toEqual(['additive things.call 200 (answer) may have further fields']);
    expect(answer(map(text), map())).toEqual(['breaking things.call 200 (answer) has no further fields any more']);
  });

  test('that becomes a file breaks', () => {
    expect(answer(text, { ...text, format: 'binary' })).toContain('breaking things.call 200 (answer) is now a file');
  });
});

describe('values', () => {
  const closed = (...list: string[]) => ({ type: 'string', enum: list });
  const open = (...list: string[]) => ({ type: 'string', 'x-extensible-enum': list });

  test('of a closed list break when they go; new ones break code that handles all that may be answered', () => {
    expect(request(closed('a', 'b'), closed('a'))).toEqual([
      'breaking things.call (request) no longer has the values b',
    ]);
    expect(answer(closed('a', 'b'), closed('a'))).toEqual([
      'breaking things.call 200 (answer) no longer has the values b',
    ]);
    expect(request(closed('a'), closed('a', 'b'))).toEqual(['additive things.call (request) has the new values b']);
    expect(answer(closed('a'), closed('a', 'b'))).toEqual(['breaking things.call 200 (answer) has the new values b']);
    expect(answer({ const: 'a' }, { const: 'b' })).toContain(
      'breaking things.call 200 (answer) no longer has the values a',
    );
  });

  test('of an open list never break', () => {
    expect(answer(open('a'), open('a', 'b'))).toEqual(['additive things.call 200 (answer) has the new values b']);
    expect(answer(open('a', 'b'), open('a'))).toEqual([
      'cosmetic things.call 200 (answer) no longer lists the values b',
    ]);
    expect(answer(text, open('a'))).toEqual(['additive things.call 200 (answer) has the new values a']);
  });

  test('that are opened break who reads them, those that are closed who sends them', () => {
    expect(answer(closed('a'), open('a'))).toEqual([
      'breaking things.call 200 (answer) may have values that are not listed',
    ]);
    expect(request(closed('a'), open('a'))).toEqual([
      'additive things.call (request) may have values that are not listed',
    ]);
    expect(request(open('a'), closed('a'))).toEqual(['breaking things.call (request) only has the values a']);
    expect(answer(open('a'), closed('a'))).toEqual(['additive things.call 200 (answer) only has the values a']);
  });
});

describe('alternatives', () => {
  const card = object({ type: { const: 'card' }, pan: text });
  const bank = object({ type: { const: 'bank' }, iban: text });

  test('are more to send, and more to expect', () => {
    expect(request({ oneOf: [card] }, { oneOf: [bank, card] })).toEqual(['additive things.call (request) may be bank']);
    expect(answer({ oneOf: [card] }, { oneOf: [bank, card] })).toEqual([
      'breaking things.call 200 (answer) may be bank',
    ]);
    expect(request({ oneOf: [bank, card] }, { oneOf: [card] })).toEqual([
      'breaking things.call (request) is no longer bank',
    ]);
    expect(answer({ oneOf: [bank, card] }, { oneOf: [card] })).toEqual([
      'breaking things.call 200 (answer) is no longer bank',
    ]);
  });

  test('are compared one by one, whatever their order', () => {
    const longer = object({ type: { const: 'card' }, pan: text, cvc: text });
    expect(request({ anyOf: [bank, card] }, { anyOf: [longer, bank] })).toEqual([
      'additive things.call.cvc (request) is new',
    ]);
  });

  test('may grow out of a single schema, and shrink to one', () => {
    expect(request(card, { oneOf: [card, bank] })).toEqual(['additive things.call (request) may be bank']);
    expect(request({ oneOf: [card, bank] }, card)).toEqual(['breaking things.call (request) is no longer bank']);
  });

  test('may be null, which is said as for any other type', () => {
    expect(answer(card, { anyOf: [card, { type: 'null' }] })).toEqual([
      'breaking things.call 200 (answer) may be null',
    ]);
    expect(request({ anyOf: [card, { type: 'null' }] }, card)).toEqual([
      'breaking things.call (request) is no longer null',
    ]);
    expect(request({ ...card, type: ['object', 'null'] }, { anyOf: [card, { type: 'null' }] })).toEqual([rewritten]);
  });

  test('may stand beside fields', () => {
    const beside = (...alternatives: object[]) => ({ ...object({ id: text }), oneOf: alternatives });
    expect(request(beside(card), beside(card, bank))).toEqual(['additive things.call (request) may be bank']);
    expect(request(object({ id: text }), beside(card))).toEqual([
      'breaking things.call (request) is a choice of alternatives now',
    ]);
    expect(answer(object({ id: text }), beside(card))).toEqual([
      'additive things.call 200 (answer) is a choice of alternatives now',
    ]);
  });
});

describe('a model', () => {
  const thing = { $ref: '#/components/schemas/Thing' };
  const both = (fields: Record<string, unknown>) =>
    withSchemas(
      { Thing: object({ ...fields, parent: thing }) },
      { requestBody: json(thing), responses: { 200: json(thing) } },
    );

  test('is judged once for each direction, though it contains itself', () => {
    expect(told(both({ size: text }), both({ size: { type: ['string', 'null'] } }))).toEqual([
      'breaking Thing.size (answer) may be null',
      'additive Thing.size (request) may be null',
    ]);
  });

  test('may be composed: a change is told under the name of the part', () => {
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
    expect(told(list({}), list({ count: number }))).toEqual(['additive Base.count (answer) is new']);
  });

  test('may be composed in another way that gives the same type', () => {
    const parts = { allOf: [object({ a: text }, 'a'), object({ b: text })] };
    expect(request(parts, object({ a: text, b: text }, 'a'))).toEqual([rewritten]);
  });

  test('that is no longer there breaks imports of its type', () => {
    expect(told(withSchemas({ Thing: text }, {}), withSchemas({}, {}))).toEqual([
      'breaking Thing is no longer a model',
    ]);
    expect(told(withSchemas({}, {}), withSchemas({ Thing: text }, {}))).toEqual([rewritten]);
  });
});

test('a push is read, though it comes as a request', () => {
  const push = (schema: object) => ({ webhooks: { 'things.changed': { post: { requestBody: json(schema) } } } });
  expect(told(push(object({ id: text })), push(object({ id: text, more: text })))).toEqual([
    'additive push things.changed.more (answer) is new',
  ]);
  expect(told(push(text), {})).toEqual(['breaking push things.changed is removed']);
  expect(told({}, push(text))).toEqual(['additive push things.changed is new']);
});

test('a server that goes breaks, a new one is additive', () => {
  const [a, b] = ['https://a.test', 'https://b.test'].map((url) => ({ servers: [{ url }] }));
  expect(told(a!, b!)).toEqual([
    'breaking servers no longer has https://a.test',
    'additive servers has https://b.test',
  ]);
});

describe('cosmetic', () => {
  test('are texts, examples and limits', () => {
    expect(operation({ description: 'One.', summary: 'A' }, { description: 'Two.', summary: 'B' })).toEqual([
      'cosmetic things.call has another description, summary',
    ]);
    expect(request(text, { ...text, maxLength: 5, example: 'a' })).toEqual([
      'cosmetic things.call has another example, maxLength',
    ]);
    const thing = (more: object) => withSchemas({ Thing: { ...object({ description: { ...text, ...more } }) } }, {});
    expect(told(thing({}), thing({ description: 'A field of that name.' }))).toEqual([
      'cosmetic Thing has another description',
    ]);
  });

  test('is the order', () => {
    expect(answer(object({ a: text, b: text }), object({ b: text, a: text }))).toEqual([
      'cosmetic document is in another order',
    ]);
  });
});

describe('the changeset', () => {
  const change = (kind: Change['kind'], what: string = kind): Change => ({ kind, where: 'things', what });

  test('raises the version as far as the worst change asks for', () => {
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

  test('stays below 1.0.0 before 1.0.0, and says so', () => {
    const { changeset, note } = proposeChangeset([change('breaking')], '0.3.1')!;
    expect(changeset).toContain(`'@secuconnect/api': minor\n'@secuconnect/client': minor`);
    expect(note).toMatch(/0\.3\.1.*minor/);
    expect(proposeChangeset([change('breaking')], '1.0.0')!.note).toBeUndefined();
    expect(proposeChangeset([change('additive')], '0.3.1')!.note).toBeUndefined();
  });

  test('tells what breaks and what is new; texts only when there is nothing else', () => {
    const { changeset } = proposeChangeset([change('breaking'), change('additive'), change('cosmetic')], '1.0.0')!;
    expect(changeset).toBe(
      `---\n'@secuconnect/api': major\n'@secuconnect/client': major\n---\n\n` +
        'Breaking:\n\n- things breaking\n\nNew:\n\n- things additive\n',
    );
    expect(proposeChangeset([change('cosmetic')], '1.0.0')!.changeset).toContain('- things cosmetic');
  });

  test('ends before nobody reads it', () => {
    const many = Array.from({ length: 40 }, (_, index) => change('additive', `number ${index}`));
    expect(proposeChangeset(many, '1.0.0')!.changeset).toMatch(/number 24\n- and 15 more\n$/);
  });

  test('comes with a report that counts', () => {
    expect(report([change('breaking'), change('additive')])).toBe(
      '1 breaking, 1 additive, 0 cosmetic.\nbreaking  things breaking\nadditive  things additive',
    );
    expect(report([])).toBe('Nothing has changed.');
  });
});

const hasHistory = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: inRepository('') }).status === 0;
describe.skipIf(!hasHistory)('pnpm spec:diff', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [inRepository('scripts/spec-diff.ts'), ...args], { encoding: 'utf8' });

  test('compares with a commit', () => {
    expect(run('HEAD')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Since HEAD: /) });
  });

  test('says so when there is nothing to compare with', () => {
    expect(run('no-such-ref')).toMatchObject({ status: 1, stderr: expect.stringContaining('no-such-ref') });
  });
});

const json = (schema: object) => ({ content: { 'application/json': { schema } } });

const object = (properties: Record<string, unknown>, ...required: string[]) => ({
  type: 'object',
  properties,
  ...(required.length > 0 && { required }),
});

const told = (before: object, after: object): string[] =>
  diff(before, after).map(({ kind, where, what }) => `${kind} ${where} ${what}`);

const withOperation = (operation: object) => ({
  paths: { '/Things': { post: { operationId: 'things.call', ...operation } } },
});

const withSchemas = (schemas: object, operation: object) => ({ ...withOperation(operation), components: { schemas } });

const operation = (before: object, after: object) => told(withOperation(before), withOperation(after));

const request = (before: object, after: object) =>
  operation({ requestBody: json(before) }, { requestBody: json(after) });

const answer = (before: object, after: object) =>
  operation({ responses: { 200: json(before) } }, { responses: { 200: json(after) } });
