import { describe, expect, test } from 'vitest';
import { factsOf, snapshotOf } from '../../src/settle/facts.ts';
import type { SettleRule } from '../../src/settle/rule.ts';

const operation = { id: 'shop.things.change', path: '/Shop/{shopId}/Things/{thingId}' };
const path = ['SHP_1', 'THG_1'];
const rule = (parts: Partial<SettleRule>): SettleRule => ({
  read: '/Things/{thingId}',
  with: { thingId: 'path.thingId' },
  notDone: 'unchanged',
  hidden: 180,
  ...parts,
});
const factsFor = (parts: Partial<SettleRule>, body?: unknown) =>
  factsOf([rule(parts)], { operation, input: { path, body } });

describe('factsOf()', () => {
  test('takes values from the path and the body', async () => {
    expect(
      await factsFor(
        { search: { ref: 'body.order.ref' }, fields: { 'shop.id': 'path.shopId', status: ['ok'], note: null } },
        { order: { ref: 'A-1' } },
      ),
    ).toEqual({
      rule: 0,
      path: { thingId: 'THG_1' },
      search: { ref: 'A-1' },
      fields: { 'shop.id': ['SHP_1'], status: ['ok'], note: null },
    });
  });

  test('less is a negative difference, more a positive one', async () => {
    const facts = await factsFor(
      { less: { left: 'body.refund' }, more: { points: 'body.points' } },
      { refund: 5, points: 7 },
    );
    expect(facts?.difference).toEqual({ left: -5, points: 7 });
  });

  test.each<[string, Partial<SettleRule>, unknown]>([
    ['an own reference that was not sent', { search: { ref: 'body.ref' } }, {}],
    ['an empty reference', { search: { ref: 'body.ref' } }, { ref: '' }],
    ['a reference that is a list', { search: { ref: 'body.ref' } }, { ref: ['a', 'b'] }],
    ['an amount that was not sent', { less: { left: 'body.refund' } }, {}],
    ['an amount that is no number', { less: { left: 'body.refund' } }, { refund: 'much' }],
    ['a body without the fields', { same: ['name'] }, { other: 1 }],
    ['a call without a body', { same: true as const }, undefined],
  ])('are not there for %s', async (_, parts, body) => {
    expect(await factsFor(parts, body)).toBeUndefined();
  });

  test('the first rule that is for the call counts', async () => {
    const rules = [
      rule({ when: { 'body.refund': true }, less: { left: 'body.refund' } }),
      rule({ when: { 'path.thingId': ['THG_2'] }, gone: true }),
      rule({ when: { 'body.refund': false }, fields: { left: [0] } }),
    ];
    const ruleFor = async (thing: string, body?: object) =>
      (await factsOf(rules, { operation, input: { path: ['SHP_1', thing], body } }))?.rule;
    expect(await ruleFor('THG_1', { refund: 3 })).toBe(0);
    expect(await ruleFor('THG_2', {})).toBe(1);
    expect(await ruleFor('THG_1')).toBe(2);
    expect(await factsOf(rules.slice(0, 2), { operation, input: { path, body: {} } })).toBeUndefined();
  });

  test('keep a digest of what was sent, not the text', async () => {
    const facts = await factsFor({ same: true }, { name: 'Erika Beispiel' });
    expect(facts?.shape).toEqual({ name: true });
    expect(JSON.stringify(facts)).not.toContain('Erika');
  });
});

describe('snapshotOf()', () => {
  test('has what the rule compares, and nothing else', async () => {
    const parts = { less: { left: 'body.refund' }, changed: ['items.id'], notDone: { status: ['open'] } } as const;
    const facts = await factsFor(parts, { refund: 1 });
    const object = { left: 9, items: [{ id: 1 }, { id: 2 }], status: 'open', owner: 'Erika' };
    expect(await snapshotOf(rule(parts), facts!, object)).toEqual({
      values: { left: [9], 'items.id': [1, 2], status: ['open'] },
    });
  });
});
