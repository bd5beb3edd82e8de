import { describe, expect, test } from 'vitest';
import { q } from '../../src/query/q.ts';

describe('builder', () => {
  test.each([
    [q.eq('customer.name', 'Meier'), 'customer.name:Meier'],
    [q.eq('amount', 1995), 'amount:1995'],
    [q.eq('amount', -5), 'amount:"-5"'],
    [q.eq('created', new Date(0)), 'created:"1970-01-01T00:00:00.000Z"'],
    [q.eq('accepted', false), 'accepted:false'],
    [q.eq('name', ''), 'name:""'],
    [q.eq('name', ' '), 'name:" "'],
    [q.eq('name', '\\'), 'name:"\\\\"'],
    [q.eq('name', '*'), 'name:"*"'],
    [q.eq('name', '<b>'), 'name:"<b>"'],
    [q.eq('name', 'not'), 'name:"not"'],
    [q.in('status', ['ok', 'not ok']), 'status:ok OR status:"not ok"'],
    [q.in('status', ['ok']), 'status:ok'],
    [q.range('amount', 1000, 5000), 'amount:[1000 TO 5000]'],
    [q.range('amount', q.unbounded, 5000), 'amount:[* TO 5000]'],
    [q.range('name', '*', 'z z'), 'name:["*" TO "z z"]'],
    [q.gt('amount', 1), 'amount:{1 TO *]'],
    [q.gte('amount', 1), 'amount:[1 TO *]'],
    [q.lt('amount', 1), 'amount:[* TO 1}'],
    [q.lte('amount', 1), 'amount:[* TO 1]'],
    [q.exists('routing'), '_exists_:routing'],
    [q.prefix('name', 'Max M*'), 'name:Max\\ M\\**'],
    [q.prefix('name', 'a\u3000b'), 'name:a\\\u3000b*'],
    [q.prefix('name', ''), 'name:*'],
    [q.wildcard('name', 'M?ller (*'), 'name:M?ller\\ \\(*'],
    [q.all, '*:*'],
    [q.raw('incoming_payment_date:*'), 'incoming_payment_date:*'],
    [q.not(q.eq('a', 1)), 'NOT a:1'],
    [q.not(q.not(q.eq('a', 1))), 'NOT (NOT a:1)'],
    [q.and(q.eq('a', 1), q.not(q.eq('b', 2))), 'a:1 AND NOT b:2'],
    [q.or(q.eq('a', 1), q.not(q.eq('b', 2))), 'a:1 OR (NOT b:2)'],
    [q.and(q.eq('a', 1), q.or(q.eq('b', 2), q.eq('c', 3))), 'a:1 AND (b:2 OR c:3)'],
    [q.and(q.eq('a', 1)), 'a:1'],
    [q.and(q.raw('a OR b'), q.raw('c')), '(a OR b) AND (c)'],
  ])('query %# is written as %s', (query, text) => {
    expect(String(query)).toBe(text);
  });

  test.each(['', ' ', 'a b', 'a:b', 'a.', '.a', 'a..b', '-a', 'a*', 'AND', 'NOT', 'a OR b', 'ä', 'a"', 'a\n'])(
    '%j is rejected as a path',
    (path) => {
      expect(() => q.eq(path, 1)).toThrow(TypeError);
      expect(() => q.exists(path)).toThrow(TypeError);
    },
  );

  test('any number of values can be combined', () => {
    const values = Array.from({ length: 200_000 }, (_, index) => index);
    expect(String(q.in('amount', values)).split(' OR ')).toHaveLength(values.length);
  });

  test('combining no queries throws, because a missing filter would match too much', () => {
    expect(() => q.and()).toThrow(TypeError);
    expect(() => q.or()).toThrow(TypeError);
    expect(() => q.in('status', [])).toThrow(TypeError);
  });

  test('a range without a limit throws, and so does an empty limit', () => {
    expect(() => q.range('amount', q.unbounded, q.unbounded)).toThrow(TypeError);
    expect(() => q.gte('amount', q.unbounded as never)).toThrow(TypeError);
    expect(() => q.range('amount', undefined as never, 5)).toThrow(TypeError);
    expect(() => q.range('amount', null as never, 5)).toThrow(TypeError);
    expect(() => q.range('name', '', 'z')).toThrow(TypeError);
    expect(() => q.range('name', 'a\\', 'z')).toThrow(TypeError);
  });

  test('< and > next to wildcards throw, because they cannot be escaped there, and so does an empty pattern', () => {
    expect(() => q.prefix('name', '<b')).toThrow(TypeError);
    expect(() => q.wildcard('name', '*>*')).toThrow(TypeError);
    expect(() => q.wildcard('name', '')).toThrow(TypeError);
  });

  test('strings and undefined cannot be combined', () => {
    expect(() => q.and(q.eq('a', 1), 'b:2' as never)).toThrow(TypeError);
    expect(() => q.or(undefined as never)).toThrow(TypeError);
    expect(() => q.not('b:2' as never)).toThrow(TypeError);
  });

  test('the builder of a model is the same builder', () => {
    expect(String(q.for<{ id: string }>().eq('id', 'x'))).toBe('id:x');
  });
});
