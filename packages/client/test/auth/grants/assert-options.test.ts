import { describe, expect, test } from 'vitest';
import { assertOptions } from '../../../src/auth/grants/assert-options.ts';
import { invalidOption } from '../auth-fixture.ts';

describe('assertOptions()', () => {
  test('returns the options when all named ones are strings that can be sent', () => {
    const options = { name: 'a', secret: ' pä ß%&= ', other: '' };
    expect(assertOptions(options, 'name', 'secret')).toBe(options);
  });

  test.each([undefined, null, 7, {}, '', 'hid-den\n', '\u0000hid-den', 'hid\u007fden', 'hid\u0085den'])(
    'throws a TypeError that names the option and does not quote it: %j',
    (secret) => {
      expect(() => assertOptions({ name: 'a', secret }, 'name', 'secret')).toThrow(invalidOption('secret'));
    },
  );

  test('names the first invalid option', () => {
    expect(() => assertOptions({ one: 'a', two: '', three: '' }, 'one', 'two', 'three')).toThrow(invalidOption('two'));
  });
});
