import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { CONVENTIONS, lintSpec } from '../spec-tools/lint/lint-spec.ts';
import type { Inventory } from '../spec-tools/reference/inventory.ts';
import { SUPPORTED } from '../spec-tools/lint/rules/supported/index.ts';
import { inRepository } from '../spec-tools/spec-paths.ts';
import { EXTENSIONS } from '../spec-tools/lint/rules/extensions.ts';
import { smallSpec } from './spec-lint.fixture.ts';

const things = 'paths/shop/things.yaml';
const start = 'paths/shop/things/start.yaml';
const thing = 'schemas/shop/ShopThing.yaml';

test('a spec that follows the conventions has no findings', () => {
  expect(lint({}, [...CONVENTIONS, ...SUPPORTED])).toEqual([]);
});

describe('lint checks operationId', () => {
  test('operationId is the namespace of the tag and a method in camelCase', () => {
    for (const wrong of ['things.list', 'shop.things.List', 'shop.things.list-all', 'shop.things.all.list'])
      expect(lint({ [things]: replace('shop.things.list', wrong) })).toContainEqual(
        expect.stringMatching(`^spec/${things}:3: The operationId ${wrong} is not the method in the SDK`),
      );
    expect(lint({ [things]: replace(/ +operationId.*\n/, '') })).toEqual([
      `spec/${things}:2: The operationId is missing`,
    ]);
  });

  test('an operation has exactly one tag, which has a namespace', () => {
    expect(lint({ [things]: replace('[Things]', '[Things, Pushes]') })).toEqual([
      `spec/${things}:4: An operation has exactly one tag`,
    ]);
    expect(lint({ [things]: replace('[Things]', '[Pushes]') })).toEqual([
      `spec/${things}:4: The tag Pushes has no x-namespace in openapi.yaml`,
    ]);
  });

  test('operationId is unique, ignoring case', () => {
    expect(lint({ [start]: replace('shop.things.begin', 'shop.things.LIST').and('LIST', 'lIST') })).toEqual([
      `spec/${start}:4: The operationId shop.things.lIST is already used by GET /Shop/Things`,
    ]);
  });
});

describe('lint checks the file of an operation', () => {
  test('the file is named after the method or the last word of the path', () => {
    expect(lint(moved(start, 'paths/shop/things/begin.yaml'))).toEqual([]);
    expect(lint(moved(start, 'paths/shop/things/go.yaml'))).toEqual([
      'spec/paths/shop/things/go.yaml:4: The operation shop.things.begin is not in the file that its name requires',
    ]);
    expect(lint(moved(start, 'paths/shop/goods/start.yaml'))).toEqual([
      'spec/paths/shop/goods/start.yaml:4: The operation shop.things.begin is not in the file that its name requires',
    ]);
  });

  test('the file of a resource may contain all its operations', () => {
    expect(lint({ [things]: replace('shop.things.list', 'shop.things.listEverything') })).toEqual([]);
  });
});

describe('lint checks x-safe', () => {
  test('every operation has it', () => {
    expect(lint({ [start]: replace(/ +x-safe.*\n/, '') })).toEqual([
      `spec/${start}:3: x-safe is missing, or is not true or false`,
    ]);
  });

  test('it may be true for a POST, but not for a PUT, PATCH or DELETE', () => {
    const safe = withoutSettle('x-safe: false', 'x-safe: true');
    expect(lint({ [start]: safe })).toEqual([]);
    for (const method of ['put', 'patch', 'delete'])
      expect(lint({ [start]: safe.and('post:', `${method}:`) })).toEqual([
        `spec/${start}:7: ${method.toUpperCase()} is marked as x-safe, which is for reads`,
      ]);
  });
});

describe('lint checks x-settle', () => {
  const settled = (value: string) => ({ [start]: replace('{ cannot: Nothing shows it. }', value) });
  const rule = (more: string): string =>
    `{ description: One., read: shop.things.list, notDone: otherwise, hidden: 180${more && ', '}${more} }`;

  test('every write has it, and no read', () => {
    expect(lint({ [start]: replace(/ +x-settle.*\n/, '') })).toEqual([`spec/${start}:3: The write has no x-settle`]);
    expect(lint({ [things]: replace('x-safe: true', 'x-safe: true\n    x-settle: { cannot: No. }') })).toEqual([
      `spec/${things}:7: x-settle is for writes only`,
    ]);
  });

  test.each([
    rule('gone: true'),
    rule('fields: { status: [paid, 1, true], note: null, "parent.id": body.parent.id }'),
    rule('search: { size: body.size }, created: created, found: unclear'),
    rule('when: { body.size: true, path.thingId: [a] }, with: { thingId: path.thingId }, same: true'),
    rule('same: [size], changed: true').replace('otherwise', 'unchanged'),
    rule('less: { price: body.price }, more: { size: body.size }').replace(
      'otherwise',
      '{ status: [open], note: null }',
    ),
    rule('without: { parent.id: path.thingId }'),
    `[${rule('gone: true')}, ${rule('changed: [price]')}]`,
  ])('%s is a rule', (value) => {
    expect(lint(settled(value))).toEqual([]);
  });

  test.each([
    '{ cannot: "" }',
    '{ cannot: Nothing., read: shop.things.list }',
    '[]',
    rule(''),
    rule('gone: false'),
    rule('gone: true, notice: here'),
    rule('gone: true').replace('hidden: 180', 'hidden: soon'),
    rule('gone: true').replace('description: One., ', ''),
    rule('gone: true').replace('otherwise', 'later'),
    rule('gone: true').replace('shop.things.list', 'things'),
    rule('gone: true, found: unclear'),
    rule('gone: true, changed: true'),
    rule('fields: { size: header.size }'),
    rule('fields: {}'),
    rule('gone: true, when: { size: true }'),
    rule('same: []'),
  ])('%s is not a rule', (value) => {
    expect(lint(settled(value))).toEqual([expect.stringMatching(`^spec/${start}:\\d+: x-settle has an invalid value`)]);
  });
});

test('x-paging marks exactly the lists', () => {
  expect(lint({ [things]: replace(/ +x-paging.*\n/, '') })).toEqual([`spec/${things}:3: The list has no x-paging`]);
  expect(lint({ [start]: replace('  x-waits-for-terminal: true', '  x-paging: list') })).toEqual([
    `spec/${start}:8: The operation has x-paging, but not the list parameters count, offset`,
  ]);
});

describe('lint checks vendor extensions', () => {
  test('an extension must be known', () => {
    expect(lint({ [thing]: replace('x-money: minor-units', 'x-cash: true') })).toEqual([
      `spec/${thing}:7: The extension x-cash is unknown`,
    ]);
  });

  test('an extension is valid only on certain objects', () => {
    expect(lint({ [thing]: replace('x-money: minor-units', 'x-safe: true') })).toEqual([
      `spec/${thing}:7: x-safe is not valid on a schema`,
    ]);
    expect(lint({ 'openapi.yaml': replace('openapi: 3.1.0', 'openapi: 3.1.0\nx-since: 2.50.0') })).toEqual([
      'spec/openapi.yaml:2: x-since is not valid on a root',
    ]);
  });

  test('an extension has a valid value', () => {
    for (const [right, wrong] of [
      ['x-money: minor-units', 'x-money: cents'],
      ['x-since: 2.50.0', 'x-since: yesterday'],
      ['x-extensible-enum: [big, small]', 'x-extensible-enum: big'],
    ] as const)
      expect(lint({ [thing]: replace(right, wrong) })).toEqual([
        expect.stringMatching(`${wrong.split(':')[0]} has an invalid value`),
      ]);
  });

  test('the rule knows every extension in the README', () => {
    const table = readFileSync(inRepository('spec/README.md'), 'utf8').matchAll(/^\| `(x-[a-z-]+)/gm);
    const names = [...table].map(([, name]) => name!);
    expect(names).not.toEqual([]);
    expect(Object.keys(EXTENSIONS)).toEqual(expect.arrayContaining(names));
  });
});

describe('lint checks personal data', () => {
  test.each(['email', 'first_name', 'ipAddress', 'tax_id', 'cardOwner', 'delivery_address', 'owner'])(
    'the field %s needs a mark, or the mark that it is not personal',
    (name) => {
      const field = (rest: string) => ({
        [thing]: replace('  id: { type: string }', `  ${name}: { type: [string, 'null']${rest} }`),
      });
      expect(lint(field(''))).toEqual([`spec/${thing}:5: The field ${name} may hold personal data`]);
      expect(lint(field(', x-personal-data: contact'))).toEqual([]);
      expect(lint(field(', x-personal-data: none'))).toEqual([]);
      expect(lint(field(', x-personal-data: maybe'))).toEqual([
        `spec/${thing}:5: x-personal-data has an invalid value`,
      ]);
    },
  );

  test('a field needs a mark also next to a reference and inside of another one', () => {
    const field = '  parent: { properties: { contact: { $ref: ../shop/ShopThing.yaml } } }';
    expect(lint({ [thing]: replace(/ {2}parent:.*/, field) })).toEqual([
      `spec/${thing}:8: The field contact may hold personal data`,
    ]);
  });

  test.each(['tax_amount', 'tax_rate', 'filename', 'mailing', 'shipment'])('the field %s needs none', (name) => {
    expect(lint({ [thing]: replace('  id: { type: string }', `  ${name}: { type: integer }`) })).toEqual([]);
  });

  test('a field that is true or false needs none', () => {
    expect(lint({ [thing]: replace('  id: { type: string }', "  email: { type: [boolean, 'null'] }") })).toEqual([]);
  });
});

describe('the name of a model', () => {
  test('is in PascalCase, abbreviations too', () => {
    for (const wrong of ['shopThing', 'ShopThingID', 'Shop_Thing', 'ShopIBAN'])
      expect(lint(renamed(wrong))).toContain(
        `spec/schemas/shop/${wrong}.yaml:1: The model name ${wrong} is not in PascalCase`,
      );
    expect(lint(renamed('ShopThingId'))).toEqual([]);
  });

  test('spells the compound words of resources and of products in one way', () => {
    const resource = { 'openapi.yaml': replace('x-namespace: shop.things', 'x-namespace: shop.oldThings') };
    for (const [wrong, right] of [
      ['ShopOldthing', 'OldThing'],
      ['ShopOldthingList', 'OldThing'],
      ['ShopIFrame', 'Iframe'],
      ['ShopGooglepay', 'GooglePay'],
      ['ShopPaypal', 'PayPal'],
    ] as const)
      expect(lint({ ...renamed(wrong), ...resource })).toContain(
        `spec/schemas/shop/${wrong}.yaml:1: The model name ${wrong} spells ${right} in another way`,
      );
    expect(lint({ ...renamed('ShopOldThings'), ...resource })).not.toContainEqual(expect.stringContaining('spells'));
  });

  test('starts with the group of its folder, or with a noun in a folder for all', () => {
    expect(lint(renamed('Thing'))).toEqual([
      'spec/schemas/shop/Thing.yaml:1: The model name Thing does not start with Shop',
    ]);
    expect(lint(inCommon('Thing'))).toEqual([]);
    expect(lint(inCommon('GetThing'))).toEqual([
      'spec/schemas/common/GetThing.yaml:1: The model name GetThing starts with a verb',
    ]);
  });

  test('says no word twice in a row, and no compound word of a resource twice', () => {
    expect(lint(renamed('ShopThingThing'))).toEqual([
      'spec/schemas/shop/ShopThingThing.yaml:1: The model name ShopThingThing says Thing twice',
    ]);
    const resource = { 'openapi.yaml': replace('x-namespace: shop.things', 'x-namespace: shop.oldThings') };
    expect(lint({ ...renamed('ShopOldThingOfOldThing'), ...resource })).toContain(
      'spec/schemas/shop/ShopOldThingOfOldThing.yaml:1: The model name ShopOldThingOfOldThing says OldThing twice',
    );
    expect(lint(renamed('ShopThingOfThing'))).toEqual([]);
  });
});

describe('the name of an input', () => {
  /** `begin` takes a model of its own, with another one inside. */
  const taking = (body: string, inside = 'ShopPartInput', action = 'begin'): Record<string, Change> => ({
    [start]: replace('ShopThing.yaml', `${body}.yaml`).and('shop.things.begin', `shop.things.${action}`),
    [`schemas/shop/${body}.yaml`]: () => `type: object\nproperties: { part: { $ref: ./${inside}.yaml } }\n`,
    [`schemas/shop/${inside}.yaml`]: () => 'type: string\n',
  });

  test('ends with Input when the model is only sent, deep inside of a body too', () => {
    expect(lint(taking('ShopThingBeginInput'))).toEqual([]);
    expect(lint(taking('ShopThingBegin'))).toEqual([
      'spec/schemas/shop/ShopThingBegin.yaml:1: The model ShopThingBegin is only sent, and its name does not say so',
    ]);
    expect(lint(taking('ShopThingBeginInput', 'ShopPart'))).toEqual([
      'spec/schemas/shop/ShopPart.yaml:1: The model ShopPart is only sent, and its name does not say so',
    ]);
    const internal = { 'schemas/shop/ShopPart.yaml': () => 'type: string\nx-internal: true\n' };
    expect(lint({ ...taking('ShopThingBeginInput', 'ShopPart'), ...internal })).toEqual([]);
  });

  test('does not end with Input when the model is returned', () => {
    expect(lint(renamed('ShopThingInput'))).toEqual([
      'spec/schemas/shop/ShopThingInput.yaml:1: The model ShopThingInput is returned, though its name ends with Input',
    ]);
  });

  test('has Input at its end', () => {
    expect(lint(taking('ShopThingBeginInput', 'ShopThingInputPart'))).toEqual([
      'spec/schemas/shop/ShopThingInputPart.yaml:1: The model name ShopThingInputPart has Input in the middle',
    ]);
  });

  test('tells the action that takes it, without the words of the resource or a leading get', () => {
    expect(lint(taking('ShopThingGoInput'))).toEqual([
      'spec/schemas/shop/ShopThingGoInput.yaml:1: The model name ShopThingGoInput does not tell the action of shop.things.begin',
    ]);
    for (const [action, name] of [
      ['start', 'ShopThingStartInput'],
      ['startThings', 'ShopThingStartInput'],
      ['getPrice', 'ShopThingPriceInput'],
      ['create', 'ShopThingInput'],
    ] as const)
      expect(lint(taking(name, 'ShopPartInput', action))).toEqual([]);
  });
});

describe('an id whose description says what it starts with has the prefix', () => {
  const id = (text: string) => replace('parent: {', `shelf: { ${text} }\n  parent: {`);

  test('a field without it, or with another one, is reported', () => {
    const description = "description: 'Id of the shelf (`SLF_…`), not the name.'";
    expect(lint({ [thing]: id(`type: string, ${description}`) })).toEqual([
      expect.stringContaining('The id starts with SLF_, but has no x-id-prefix'),
    ]);
    expect(lint({ [thing]: id(`type: string, x-id-prefix: SLE_, ${description}`) })).toEqual([
      expect.stringContaining('x-id-prefix is SLE_, and the description says SLF_'),
    ]);
    expect(lint({ [thing]: id(`type: string, x-id-prefix: SLF_, ${description}`) })).toEqual([]);
  });

  test('one that may be of several kinds needs none', () => {
    expect(lint({ [thing]: id("type: string, description: 'Id of the shelf (`SLF_…`), thing (`THG_…`).'") })).toEqual(
      [],
    );
  });
});

test('x-internal stands on a model, not on a schema inside of one', () => {
  expect(lint({ [thing]: replace('type: object', 'type: object\nx-internal: true') })).toEqual([]);
  expect(lint({ [thing]: replace('x-money: minor-units', 'x-internal: true') })).toEqual([
    `spec/${thing}:7: x-internal stands on a schema without a name`,
  ]);
});

describe('lint checks the names of values', () => {
  const grade = (more: string): Change =>
    replace('  price:', `  grade: { type: integer, x-extensible-enum: [1, 2], ${more} }\n  price:`);
  const described = `x-enum-descriptions: { '1': Best., '2': Worst. }`;

  test('numbers with meanings of their own have names; words, and numbers that share a meaning, need none', () => {
    expect(lint({ [thing]: grade(`${described}, x-enum-varnames: [BEST, WORST_2]`) })).toEqual([]);
    expect(lint({ [thing]: grade(`x-enum-descriptions: { '1': Good., '2': Good. }`) })).toEqual([]);
    expect(lint({ [thing]: grade(described) })).toEqual([`spec/${thing}:7: The described numbers have no names`]);
  });

  test('there is one name for each value, in capitals, and no name twice', () => {
    for (const [names, message] of [
      ['[BEST]', 'has 1 names for 2 values'],
      ['[BEST, WORST, OTHER]', 'has 3 names for 2 values'],
      ['[BEST, the worst]', 'has the invalid names the worst'],
      ['[BEST, 2ND]', 'has the invalid names 2ND'],
      ['[BEST, BEST]', 'has BEST twice'],
    ])
      expect(lint({ [thing]: grade(`${described}, x-enum-varnames: ${names}`) })).toEqual([
        `spec/${thing}:7: x-enum-varnames ${message}`,
      ]);
  });

  test('only listed values have a description', () => {
    expect(lint({ [thing]: replace('{ big: Over', '{ huge: Over') })).toEqual([
      `spec/${thing}:6: x-enum-descriptions describes huge, which the list of values does not have`,
    ]);
  });
});

describe('lint checks the parts of an operation', () => {
  test('an operation has a description', () => {
    expect(lint({ [things]: replace('    description: Finds things.\n', '') })).toEqual([
      `spec/${things}:3: The description is missing`,
    ]);
  });

  test('an operation has its error responses, unless the API reference lacks them', () => {
    const without = replace(/ +'40[13]'.*\n/g, '');
    expect(lint({ [things]: without })).toEqual([`spec/${things}:11: The responses 401, 403 are missing`]);
    expect(lint({ [start]: without })).toEqual([`spec/${start}:15: The responses 401 are missing`]);
  });

  test('each JSON request and response has an example', () => {
    expect(
      lint({ [things]: replace(/ +examples:\n.*\n/, ''), ...gone('examples/shop/shop.things.empty-page.yaml') }),
    ).toEqual([`spec/${things}:12: The response 200 has no example`]);
    expect(
      lint({ [start]: replace(/ +examples:\n.*\n/, ''), ...gone('examples/shop/shop.things.start.yaml') }),
    ).toEqual([`spec/${start}:9: The request body has no example`]);
  });
});

test('a reference has a target, both the file and the value in it', () => {
  expect(lint({ [things]: replace('parameters/count.yaml', 'parameters/counts.yaml') })).toContain(
    `spec/${things}:9: The reference ../../parameters/counts.yaml has no target`,
  );
  expect(lint({ 'openapi.yaml': replace('things.yaml#/collection', 'things.yaml#/collections') })).toContain(
    'spec/openapi.yaml:9: The reference paths/shop/things.yaml#/collections has no target',
  );
});

describe('lint finds schemas with the same fields', () => {
  const inline = 'schema: { properties: { a: {}, b: {}, c: {} } }';

  test('two schemas with the same fields are reported', () => {
    const changes = {
      'parameters/count.yaml': replace(/schema:.*/, inline),
      'parameters/offset.yaml': replace(/schema:.*/, inline.replace('a: {}, b: {}', 'b: {}, a: {}')),
    };
    expect(lint(changes)).toEqual([
      'spec/parameters/offset.yaml:3: The fields a, b, c are defined here and in spec/parameters/count.yaml:3',
    ]);
  });

  test('a schema with the fields of a component is reported', () => {
    const same = 'schema: { properties: { id: {}, parent: {}, price: {}, size: {} } }';
    expect(lint({ 'parameters/count.yaml': replace(/schema:.*/, same) })).toEqual([
      `spec/parameters/count.yaml:3: The fields id, parent, price, size are those of spec/${thing}:1`,
    ]);
  });

  test('a few fields, and alternatives of one schema, may be the same', () => {
    const few = replace(/schema:.*/, 'schema: { properties: { a: {}, b: {} } }');
    expect(lint({ 'parameters/count.yaml': few, 'parameters/offset.yaml': few })).toEqual([]);
    const alternatives = replace(
      /schema: (.*)/,
      `schema: { oneOf: [${[inline, inline].map((s) => s.slice(8)).join()}] }`,
    );
    expect(lint({ 'parameters/count.yaml': alternatives })).toEqual([]);
  });
});

test('an example has the name of its resource or webhook', () => {
  const from = 'examples/shop/shop.things.start.yaml';
  expect(lint(moved(from, 'examples/shop/shop.things.begin-big-1.yaml'))).toEqual([]);
  for (const to of [
    'shop/start.yaml',
    'shop/shop.things.beginBig.yaml',
    'shop/shop.goods.start.yaml',
    'things/shop.things.start.yaml',
  ])
    expect(lint(moved(from, `examples/${to}`))).toEqual([
      `spec/examples/${to}:1: The name of the example does not say what it belongs to`,
    ]);
});

describe('lint checks files', () => {
  test('a file has at most 420 lines', () => {
    expect(lint({ [thing]: (text) => text + '# more\n'.repeat(412) })).toEqual([]);
    expect(lint({ [thing]: (text) => text + '# more\n'.repeat(413) })).toEqual([
      `spec/${thing}:421: The file has 421 lines, more than 420`,
    ]);
  });

  test('a file must be used', () => {
    expect(lint({ 'schemas/shop/Gadget.yaml': () => 'type: object\n' })).toEqual([
      'spec/schemas/shop/Gadget.yaml:1: No file of the document refers to this file',
    ]);
  });

  test('a file must be valid YAML', () => {
    expect(lint({ [thing]: (text) => `${text}  - [\n` })).toEqual([expect.stringMatching(`^spec/${thing}:\\d+: `)]);
  });
});

test('pnpm spec:lint prints file, line, problem and remedy, and fails', () => {
  const script = inRepository('scripts/spec-lint.ts');
  const { status, stdout } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  expect(status).toBe(stdout === '' ? 0 : 1);
  for (const line of stdout.split('\n').filter(Boolean)) expect(line).toMatch(/^spec\/\S+:\d+: .+\. .+\.$/);
});

type Change = (text: string) => string;

/** The findings of the rules in the small spec after the changes to its files. An empty file is deleted. */
function lint(changes: Record<string, Change>, rules = CONVENTIONS): string[] {
  const folder = join(mkdtempSync(join(tmpdir(), 'secuconnect-lint-')), 'spec');
  folders.push(dirname(folder));
  for (const file of new Set([...Object.keys(smallSpec), ...Object.keys(changes)])) {
    const before = smallSpec[file] ?? '';
    const text = changes[file]?.(before) ?? before;
    if (changes[file] && text === before) throw new Error(`The change to ${file} has no effect.`);
    if (text === '') continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return lintSpec(folder, inventory, rules).map(({ file, line, message }) => `${file}:${line}: ${message}`);
}

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function replace(what: string | RegExp, by: string): Change & { and: (what: string, by: string) => Change } {
  const change: Change = (text) => text.replace(what, by);
  return Object.assign(change, {
    and:
      (more: string, then: string): Change =>
      (text) =>
        change(text).replace(more, then),
  });
}

/** A change of a write to a read, which has no x-settle. */
const withoutSettle = (what: string, by: string): Change & { and: (what: string, by: string) => Change } => {
  const change = replace(what, by);
  const remove = (text: string): string => text.replace(/ +x-settle.*\n/, '');
  return Object.assign((text: string) => remove(change(text)), {
    and:
      (more: string, then: string): Change =>
      (text: string) =>
        remove(change.and(more, then)(text)),
  });
};

const gone = (file: string): Record<string, Change> => ({ [file]: () => '' });

/** Renames a file, and updates the references to it. */
function moved(from: string, to: string, what = from, by = to): Record<string, Change> {
  const changes: Record<string, Change> = { ...gone(from), [to]: () => smallSpec[from]!.replaceAll(what, by) };
  for (const [file, text] of Object.entries(smallSpec))
    if (file !== from && text.includes(what)) changes[file] = (before) => before.replaceAll(what, by);
  return changes;
}

/** The model of the small spec under another name. */
const renamed = (name: string): Record<string, Change> =>
  moved(thing, `schemas/shop/${name}.yaml`, 'ShopThing.yaml', `${name}.yaml`);

const inCommon = (name: string): Record<string, Change> =>
  moved(thing, `schemas/common/${name}.yaml`, 'shop/ShopThing.yaml', `common/${name}.yaml`);

const inventory: Inventory = {
  servers: {},
  security: { scheme: 'bearer' },
  listQueryParams: ['count', 'offset'],
  operations: [
    { method: 'POST', path: '/Shop/Things/{id}/Start', tag: 'Things', statuses: ['202', '401', '500', 'default'] },
  ],
};
