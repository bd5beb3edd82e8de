import { describe, expect, test } from 'vitest';
import { sanitizeCause } from '../../src/errors/sanitize-cause.ts';

/** How many errors are nested in one another, counted along `next`. */
function depthOf(error: unknown, next: (one: Error & { errors?: unknown[] }) => unknown): number {
  let depth = 0;
  for (let one = error; one; one = next(one as Error)) depth++;
  return depth;
}

describe('sanitizeCause()', () => {
  const original = Object.assign(new TypeError('cannot send Bearer abc-def'), {
    config: { headers: { authorization: 'Bearer abc-def' } },
    code: 'ERR_X',
    syscall: 'connect',
    cause: Object.assign(new Error('inner abcdef123'), { code: 7 }),
    errors: [new Error('first'), 'abcdef123', 5],
  });

  test('copies the name, the codes and the nested causes of an error, redacted, and nothing else', () => {
    const copy = sanitizeCause(original, ['abcdef123']) as Error & Record<string, unknown>;
    expect(copy).not.toBe(original);
    expect(copy).toBeInstanceOf(Error);
    expect(Object.keys(copy).sort()).toEqual(['cause', 'code', 'errors', 'name', 'syscall']);
    expect(copy).toMatchObject({
      name: 'TypeError',
      message: 'cannot send Bearer [redacted]',
      code: 'ERR_X',
      syscall: 'connect',
    });
    expect((copy.cause as Error).message).toBe('inner [redacted]');
    expect(copy.cause).not.toHaveProperty('code');
    expect((copy['errors'] as unknown[])[0]).toMatchObject({ message: 'first' });
    expect((copy['errors'] as unknown[]).slice(1)).toEqual(['[redacted]', undefined]);
    expect(copy.stack).toContain('cannot send Bearer [redacted]');
    expect(copy.stack).not.toContain('abc-def');
  });

  test('copies five nested causes at most, also of errors that contain themselves', () => {
    const endless = new Error('0');
    endless.cause = endless;
    expect(depthOf(sanitizeCause(endless), ({ cause }) => cause)).toBe(5);
    const wide: Error & { errors?: unknown[] } = new Error('0');
    wide.errors = [wide];
    expect(depthOf(sanitizeCause(wide), ({ errors }) => errors?.[0])).toBe(5);
  });

  test('redacts a string, and returns undefined for anything but strings and errors', () => {
    expect(sanitizeCause('Bearer abc')).toBe('Bearer [redacted]');
    expect(sanitizeCause({ secret: 1 })).toBeUndefined();
    expect(sanitizeCause(undefined)).toBeUndefined();
  });

  test('adds no fields that the error does not have, or that have another type', () => {
    const odd = Object.assign(new Error('odd'), { code: 1, syscall: {}, errors: 'none' });
    expect(Object.keys(sanitizeCause(new Error('plain')) as object)).toEqual(['name']);
    expect(Object.keys(sanitizeCause(odd) as object)).toEqual(['name']);
  });

  test('redacts the name and the codes too, and survives fields of other types', () => {
    const odd = Object.assign(new Error('odd'), { name: 'abcdef123', code: 'abcdef123', syscall: 'abcdef123' });
    expect(sanitizeCause(odd, ['abcdef123'])).toMatchObject({
      name: '[redacted]',
      code: '[redacted]',
      syscall: '[redacted]',
    });
    const odder = Object.assign(new Error(), { name: {}, message: 5, stack: null });
    expect(sanitizeCause(odder)).toMatchObject({ name: '', message: '', stack: '' });
  });

  test('quotes no secret that is too long or too odd for a regular expression', () => {
    for (const secret of ['a'.repeat(100_000), 'a.'.repeat(50_000), '(['.repeat(50_000)])
      expect((sanitizeCause(new Error(`is ${secret}`), [secret]) as Error).message === 'is [redacted]').toBe(true);
  });
});
