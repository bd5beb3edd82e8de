import { expect, test } from 'vitest';
import type { Document, SpecSettle } from '../codegen/document.ts';
import { settleText } from '../codegen/reference/settle-text.ts';
import { settleRulesFile } from '../codegen/settle-rules.ts';

const response = {
  200: { description: 'It.', content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
};
const parameter = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });
const operation = (operationId: string, safe: boolean, more: object = {}) => ({
  operationId,
  tags: ['Things'],
  'x-safe': safe,
  responses: response,
  ...more,
});

/** A document with a write that is settled so. */
const documentWith = (settle: object | undefined): Document =>
  ({
    openapi: '3.1.0',
    tags: [{ name: 'Things', 'x-namespace': 'shop.things' }],
    paths: {
      '/Shop/Things/{thingId}': {
        parameters: [parameter('thingId')],
        get: operation('shop.things.get', true),
        put: operation('shop.things.update', false, settle && { 'x-settle': settle }),
      },
      '/Shop/Boxes/{boxId}': { parameters: [parameter('boxId')], get: operation('shop.boxes.get', true) },
      '/Shop/Boxes/{boxId}/Open': { parameters: [parameter('boxId')], post: operation('shop.boxes.open', true) },
    },
    components: { schemas: { Thing: { type: 'object' } } },
  }) as unknown as Document;

/** What the client gets. */
const rulesOf = (settle: object | undefined): unknown => {
  const [, table] = /= (\{[\s\S]*\});/.exec(settleRulesFile(documentWith(settle)))!;
  return JSON.parse(table!.replace(/,\s*\}$/, '}'))['shop.things.update'];
};

const rule = { description: 'One.', read: 'shop.things.get', same: true, notDone: 'unchanged', hidden: 180 };

test('a rule has the path of the operation that reads, and the values of its parameters', () => {
  const { description: _description, ...rest } = rule;
  const own = { ...rest, read: '/Shop/Things/{thingId}', with: { thingId: 'path.thingId' }, returns: true };
  expect(rulesOf(rule)).toEqual([own]);
  const box = { ...rule, read: 'shop.boxes.get', with: { boxId: 'body.box' } };
  expect(rulesOf([rule, box])).toEqual([
    own,
    { ...rest, read: '/Shop/Boxes/{boxId}', with: { boxId: 'body.box' }, returns: true },
  ]);
});

test('the reason why there is no rule is what the client says', () => {
  expect(rulesOf({ cannot: 'Nothing shows it.' })).toBe('Nothing shows it.');
  expect(rulesOf(undefined)).toBeUndefined();
});

test('a rule reads with a GET that only reads, and has all of its parameters', () => {
  expect(() => rulesOf({ ...rule, read: 'shop.boxes.open' })).toThrow('which is no GET that only reads');
  expect(() => rulesOf({ ...rule, read: 'shop.boxes.list' })).toThrow('which is no GET that only reads');
  expect(() => rulesOf({ ...rule, read: 'shop.boxes.get' })).toThrow('does not say where boxId of shop.boxes.get');
});

test('the reference says what is read, how long it takes, and what needs the state before', () => {
  const text = (more: object): string => settleText({ ...rule, ...more } as SpecSettle);
  const reads = 'One. Reads [`shop.things.get`](shop-things.md#get);';
  expect(text({})).toBe(
    `${reads} \`not-done\` takes 3 minutes. \`not-done\` needs an intent, which knows the state before.`,
  );
  expect(text({ notDone: 'otherwise', hidden: 510 })).toBe(`${reads} \`not-done\` takes 8.5 minutes.`);
  expect(text({ notDone: ['unchanged', { status: ['open'] }] })).toBe(`${reads} \`not-done\` takes 3 minutes.`);
  expect(text({ changed: true })).toContain('`done` and `not-done` need an intent');
  expect(text({ notDone: 'never' })).toBe(`${reads} \`not-done\` is never proven.`);
  expect(settleText({ cannot: 'Nothing  shows it.\n' })).toBe('Nothing shows it.');
  expect(settleText(undefined)).toBe('');
});

test('of several rules, the reference says which calls each is for', () => {
  const rules = [
    { ...rule, when: { 'body.size': true, 'body.note': false, 'path.thingId': ['a', 'b'] } },
    { ...rule, description: 'Two.' },
  ];
  const lines = settleText(rules as SpecSettle)
    .split('\n')
    .filter((line) => line.startsWith('-'));
  expect(lines.map((line) => line.slice(0, line.indexOf(' Reads')))).toEqual([
    '- Calls with `size`, without `note`, with `thingId` `a`, `b`: One.',
    '- Other calls: Two.',
  ]);
});
