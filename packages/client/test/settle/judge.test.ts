import { describe, expect, test } from 'vitest';
import type { Facts, Snapshot } from '../../src/settle/facts.ts';
import { judge, type Observed } from '../../src/settle/judge.ts';
import type { SettleRule } from '../../src/settle/rule.ts';

const rule = (parts: Partial<SettleRule>): SettleRule => ({ read: '/x', notDone: 'unchanged', hidden: 180, ...parts });
const facts = (parts: Partial<Facts>): Facts => ({ rule: 0, path: {}, ...parts });
const at = (values: Snapshot['values'], same?: string): Snapshot => ({ values, ...(same !== undefined && { same }) });

describe('judge()', () => {
  test.each<[string, Partial<SettleRule>, Partial<Facts>, Snapshot | undefined, Observed, string]>([
    ['a value that it leads to', {}, { fields: { status: ['ok'] } }, undefined, at({ status: ['ok'] }), 'done'],
    ['one of many values', {}, { fields: { 'users.id': ['B'] } }, undefined, at({ 'users.id': ['A', 'B'] }), 'done'],
    ['an empty field', {}, { fields: { owner: null } }, undefined, at({ owner: [] }), 'done'],
    [
      'a field that is not empty',
      {},
      { fields: { owner: null } },
      at({ owner: ['A'] }),
      at({ owner: ['A'] }),
      'absent',
    ],
    [
      'one of two conditions',
      {},
      { fields: { status: ['ok'], paid: [true] } },
      undefined,
      at({ status: ['ok'], paid: [false] }),
      'unclear',
    ],
    [
      'a value that shows that it is not done',
      { notDone: { status: ['open'] } },
      { fields: { status: ['ok'] } },
      undefined,
      at({ status: ['open'] }),
      'absent',
    ],
    [
      'a value of neither kind',
      { notDone: { status: ['open'] } },
      { fields: { status: ['ok'] } },
      undefined,
      at({ status: ['cancelled'] }),
      'unclear',
    ],
    ['less by what was sent', {}, { difference: { left: -3 } }, at({ left: [10] }), at({ left: [7] }), 'done'],
    ['as before', {}, { difference: { left: -3 } }, at({ left: [10] }), at({ left: [10] }), 'absent'],
    ['less by something else', {}, { difference: { left: -3 } }, at({ left: [10] }), at({ left: [6] }), 'unclear'],
    ['an unknown state before', {}, { difference: { left: -3 } }, undefined, at({ left: [7] }), 'unclear'],
    ['no numbers', {}, { difference: { left: -3 } }, at({ left: [] }), at({ left: [] }), 'absent'],
    ['another value than before', {}, { changed: ['id'] }, at({ id: ['A'] }), at({ id: ['B'] }), 'done'],
    ['a first value', {}, { changed: ['id'] }, at({ id: [] }), at({ id: ['B'] }), 'done'],
    ['the value of before', {}, { changed: ['id'] }, at({ id: ['A'] }), at({ id: ['A'] }), 'absent'],
    ['a value, without one before', {}, { changed: ['id'] }, undefined, at({ id: ['A'] }), 'unclear'],
    ['what was sent', {}, { same: 'digest' }, undefined, at({}, 'digest'), 'done'],
    ['what was there before', {}, { same: 'digest' }, at({}, 'old'), at({}, 'old'), 'absent'],
    ['what another program has written', {}, { same: 'digest' }, at({}, 'old'), at({}, 'other'), 'unclear'],
    ['nothing, after a delete', { gone: true, notDone: 'otherwise' }, {}, undefined, 'gone', 'done'],
    ['the object, after a delete', { gone: true, notDone: 'otherwise' }, {}, undefined, at({}), 'absent'],
    ['nothing, where something was changed', {}, { fields: { status: ['ok'] } }, undefined, 'gone', 'unclear'],
    ['an item of a list', { notDone: 'otherwise' }, {}, undefined, { matches: 1 }, 'done'],
    ['no item of a list', { notDone: 'otherwise' }, {}, undefined, { matches: 0 }, 'absent'],
    ['no item of a list that proves nothing', {}, {}, undefined, { matches: 0 }, 'unclear'],
    ['an object without a condition', {}, {}, undefined, at({}), 'unclear'],
  ])('%s', (_, parts, known, before, now, verdict) => {
    expect(judge(rule(parts), facts(known), before, now)).toBe(verdict);
  });

  test('a database may return names in another order', () => {
    const before = { values: { b: [1], a: [2] } };
    expect(judge(rule({}), facts({ fields: { a: [3] } }), before, at({ a: [2], b: [1] }))).toBe('absent');
  });
});
