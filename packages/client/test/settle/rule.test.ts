import type { Json } from '../../src/internal/json.ts';
import { expect, test } from 'vitest';
import { factsOf, snapshotOf } from '../../src/settle/facts.ts';
import { judge, type Verdict } from '../../src/settle/judge.ts';
import type { SettleRule } from '../../src/settle/rule.ts';

const RULE: SettleRule = { read: '/Shop/Things/{thingId}', notDone: 'unchanged', hidden: 180 };

/** The verdict on a call that sends a body to the path of a thing. */
async function verdict(
  rule: Partial<SettleRule>,
  body: unknown,
  now: unknown,
  before?: unknown,
  id = 'T_1',
): Promise<Verdict | undefined> {
  const whole = { ...RULE, ...rule };
  const call = { operation: { id: 'shop.things.update', path: '/Shop/Things/{thingId}' }, input: { path: [id], body } };
  const facts = await factsOf([whole], call);
  if (!facts) return undefined;
  const earlier = before === undefined ? undefined : await snapshotOf(whole, facts, before);
  return judge(whole, facts, earlier, await snapshotOf(whole, facts, now));
}

test('a rule can be for calls that send a field with any value, also an array or null', async () => {
  const rule: Partial<SettleRule> = { when: { 'body.urls': true }, same: ['name'] };
  for (const urls of [null, [], [{ url: 'a' }, { url: 'b' }], '', false])
    expect(await verdict(rule, { name: 'a', urls }, { name: 'a' })).toBe('done');
  expect(await verdict(rule, { name: 'a' }, { name: 'a' })).toBeUndefined();
  const inner: Partial<SettleRule> = { when: { 'body.mails.shop': false }, same: ['name'] };
  expect(await verdict(inner, { name: 'a', mails: { payer: true } }, { name: 'a' })).toBe('done');
  expect(await verdict(inner, { name: 'a', mails: { shop: null } }, { name: 'a' })).toBeUndefined();
});

test('`same` compares fields inside of others, and nothing beside them', async () => {
  const rule: Partial<SettleRule> = { same: ['live.id', 'test.id', 'items.id'] };
  const body = { live: { id: 'a', secret: 's' }, items: [{ id: 1, secret: 's' }, { id: 2 }], other: 'x' };
  const shown = { live: { id: 'a' }, items: [{ id: 1 }, { id: 2 }], other: 'y' };
  expect(await verdict(rule, body, shown)).toBe('done');
  expect(await verdict(rule, body, { ...shown, live: { id: 'b' } })).toBe('unclear');
  expect(await verdict(rule, body, { ...shown, items: [{ id: 1 }] })).toBe('unclear');
  expect(await verdict(rule, { live: { secret: 's' }, other: 'x' }, shown)).toBeUndefined();
});

test('what is sent as null or as an empty object has to be so', async () => {
  const rule: Partial<SettleRule> = { same: true };
  expect(await verdict(rule, { name: 'a', note: null }, { name: 'a', note: 'x' })).toBe('unclear');
  expect(await verdict(rule, { name: 'a', note: null }, { name: 'a' })).toBe('done');
  expect(await verdict(rule, { name: 'a', data: {} }, { name: 'a', data: { x: 1 } })).toBe('unclear');
  expect(await verdict(rule, { name: 'a', data: {} }, { name: 'a', data: {} })).toBe('done');
});

test('where only a part is shown, it has to be another one than before', async () => {
  const rule: Partial<SettleRule> = { same: ['id'], changed: true };
  const body = { id: 'b', secret: 's' };
  expect(await verdict(rule, body, { id: 'b' })).toBe('unclear');
  expect(await verdict(rule, body, { id: 'b' }, { id: 'a' })).toBe('done');
  expect(await verdict(rule, body, { id: 'a' }, { id: 'a' })).toBe('absent');
  const listed: Partial<SettleRule> = { fields: { id: 'body.id' }, changed: ['id'] };
  expect(await verdict(listed, body, { id: 'b' }, { id: 'a' })).toBe('done');
  expect(await verdict(listed, body, { id: 'b' }, { id: 'b' })).toBe('unclear');
  // It may have had an effect on the secret, or none.
  expect(await verdict(rule, body, { id: 'b' }, { id: 'b' })).toBe('unclear');
});

test('a field that has to change shows nothing if it was as the call makes it', async () => {
  const rule: Partial<SettleRule> = { fields: { raw: 'body.name' }, changed: ['raw'] };
  expect(await verdict(rule, { name: 'b' }, { raw: 'b' }, { raw: 'a' })).toBe('done');
  expect(await verdict(rule, { name: 'b' }, { raw: 'a' }, { raw: 'a' })).toBe('absent');
  expect(await verdict(rule, { name: 'b' }, { raw: 'b' }, { raw: 'b' })).toBe('unclear');
  expect(await verdict({ changed: ['raw'] }, {}, { raw: 'b' }, { raw: 'b' })).toBe('absent');
});

test('a value is gone from a field', async () => {
  const rule: Partial<SettleRule> = { without: { 'users.id': 'path.thingId' }, notDone: 'otherwise' };
  expect(await verdict(rule, {}, { users: [{ id: 'T_1' }, { id: 'T_2' }] })).toBe('absent');
  expect(await verdict(rule, {}, { users: [{ id: 'T_2' }] })).toBe('done');
  expect(await verdict(rule, {}, {})).toBe('done');
});

test('what has to be gone is compared, and not kept', async () => {
  const rule: Partial<SettleRule> = { fields: { contact: null } };
  const contact = { name: 'Erika' };
  expect(await verdict(rule, {}, {}, { contact })).toBe('done');
  expect(await verdict(rule, {}, { contact }, { contact })).toBe('absent');
  expect(await verdict(rule, {}, { contact: { name: '***' } }, { contact })).toBe('unclear');
  const call = { operation: { id: 'shop.things.update', path: '/Shop/Things/{thingId}' }, input: { path: ['T_1'] } };
  const facts = (await factsOf([{ ...RULE, ...rule }], call))!;
  expect(JSON.stringify(await snapshotOf({ ...RULE, ...rule }, facts, { contact }))).not.toContain('Erika');
});

test('a field without a value can show that there was no effect', async () => {
  const rule: Partial<SettleRule> = { fields: { 'owner.name': 'body.name' }, notDone: { 'owner.id': null } };
  const empty: Json = {};
  expect(await verdict(rule, { name: 'a' }, empty)).toBe('absent');
  expect(await verdict(rule, { name: 'a' }, { owner: { id: 1, name: 'b' } })).toBe('unclear');
});

test('`me` is not the id that is shown', async () => {
  const rule: Partial<SettleRule> = { fields: { 'group.id': 'path.thingId' }, notDone: 'otherwise' };
  expect(await verdict(rule, {}, { group: { id: 'T_1' } }, undefined, 'me')).toBeUndefined();
});

test('what is found may belong to another call', async () => {
  const rule: SettleRule = { ...RULE, search: { 'item.id': 'body.item' }, found: 'unclear', notDone: 'otherwise' };
  const call = {
    operation: { id: 'shop.things.create', path: '/Shop/Things' },
    input: { path: [], body: { item: 'I' } },
  };
  const facts = (await factsOf([rule], call))!;
  expect(judge(rule, facts, undefined, { matches: 1 })).toBe('unclear');
  expect(judge(rule, facts, undefined, { matches: 0 })).toBe('absent');
  expect(judge({ ...rule, found: undefined } as never, facts, undefined, { matches: 1 })).toBe('done');
});

test('fields that only some calls send are compared where they were sent', async () => {
  const rule: Partial<SettleRule> = { same: true, sent: { 'store.id': 'body.store' } };
  expect(await verdict(rule, { name: 'a', store: 'S' }, { name: 'a', store: { id: 'S' } })).toBe('done');
  expect(await verdict(rule, { name: 'a', store: 'S' }, { name: 'a', store: { id: 'T' } })).toBe('unclear');
  expect(await verdict(rule, { name: 'a' }, { name: 'a', store: { id: 'T' } })).toBe('done');
  expect(await verdict(rule, { store: 'S' }, { store: { id: 'S' } })).toBe('done');
  expect(await verdict(rule, { store: 'S' }, { store: { id: 'T' } })).toBe('unclear');
  // It clears the store, which is shown under another name: nothing proves that.
  expect(await verdict(rule, { name: 'a', store: null }, { name: 'a', store: { id: 'T' } })).toBe('unclear');
  expect(await verdict(rule, {}, {})).toBeUndefined();
});

test('a field that is watched proves no effect, and that there was none only as long as it stays as it was', async () => {
  const rule: Partial<SettleRule> = { fields: { state: ['paid'] }, watch: ['payments.id'] };
  const before = { state: 'failed', payments: [{ id: 1 }] };
  expect(await verdict(rule, {}, { state: 'failed', payments: [{ id: 1 }] }, before)).toBe('absent');
  expect(await verdict(rule, {}, { state: 'failed', payments: [{ id: 2 }] }, before)).toBe('unclear');
  expect(await verdict(rule, {}, { state: 'paid', payments: [{ id: 1 }] }, before)).toBe('done');
});

test('one of several signs of no effect is enough, and `never` stands for none', async () => {
  const rule: Partial<SettleRule> = { fields: { state: ['paid'] }, notDone: ['unchanged', { state: ['open'] }] };
  expect(await verdict(rule, {}, { state: 'open' }, { state: 'failed' })).toBe('absent');
  expect(await verdict(rule, {}, { state: 'open' })).toBe('absent');
  expect(await verdict(rule, {}, { state: 'failed' }, { state: 'failed' })).toBe('absent');
  expect(await verdict(rule, {}, { state: 'failed' })).toBe('unclear');
  const never: Partial<SettleRule> = { ...rule, notDone: 'never' };
  expect(await verdict(never, {}, { state: 'open' }, { state: 'open' })).toBe('unclear');
  expect(await verdict(never, {}, { state: 'paid' })).toBe('done');
});

test('an item of a list that may come from the call, and is not as it was sent, leaves it unclear', async () => {
  const rule: SettleRule = { ...RULE, created: 'created', same: true, notDone: 'otherwise' };
  const call = { operation: { id: 'shop.things.create', path: '/Shop/Things' }, input: { path: [], body: { a: 1 } } };
  const facts = (await factsOf([rule], call))!;
  expect(facts.search).toEqual({});
  expect(judge(rule, facts, undefined, { matches: 1, others: 3 })).toBe('done');
  expect(judge(rule, facts, undefined, { matches: 0, others: 1 })).toBe('unclear');
  expect(judge(rule, facts, undefined, { matches: 0, others: 0 })).toBe('absent');
});
