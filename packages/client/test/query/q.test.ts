import { describe, expect, test } from 'vitest';
import { q } from '../../src/query/q.ts';

describe('q', () => {
  test('q is a template tag with the functions of the builder', () => {
    expect(String(q`a:${'x y'}`)).toBe('a:"x y"');
    expect(String(q.eq('a', 'x y'))).toBe('a:"x y"');
  });

  test('booleans and numbers are interpolated as in JSON', () => {
    expect(String(q`a:${true} b:${-0} c:${1e21 / 1e3 / 1e6} d:${0.5}`)).toBe('a:true b:0 c:1000000000000 d:0.5');
  });

  test('q.for() returns the same tag, typed for a model', () => {
    const item = q.for<{ id: string }>();
    expect(String(item`id:${1} OR ${item.eq('id', 'x')}`)).toBe('id:1 OR id:x');
  });
});
