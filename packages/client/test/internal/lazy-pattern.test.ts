import { expect, test } from 'vitest';
import { lazyPattern } from '../../src/internal/lazy-pattern.ts';

test('lazyPattern() compiles nothing before it is needed, and then once', () => {
  const broken = lazyPattern('(', 'u');
  expect(broken).toThrow(SyntaxError);
  const digits = lazyPattern(String.raw`\p{Nd}+`, 'gu');
  expect('a1٢b'.replace(digits(), '#')).toBe('a#b');
  expect(digits()).toBe(digits());
  expect(digits().flags).toBe('gu');
});
