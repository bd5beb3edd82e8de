import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ApiError } from '../../src/errors/api-errors.ts';
import { ConnectionError } from '../../src/errors/connection-errors.ts';
import { DecodeError } from '../../src/errors/decode-error.ts';
import { addCallDetails, hideFields, SecuconnectError } from '../../src/errors/secuconnect-error.ts';
import { failedResponse, read, write } from './contexts.ts';

class DerivedError extends SecuconnectError {
  static override readonly kind: string = 'DerivedError';
  readonly secret = 'hidden';
}

const plain = (): SecuconnectError => new SecuconnectError('It failed.', { outcome: 'not-sent' });

describe('SecuconnectError', () => {
  test('has the name of its class, in the stack too', () => {
    const failed = new ConnectionError(read, new TypeError('fetch failed'));
    expect(failed.name).toBe('ConnectionError');
    expect(failed.stack).toMatch(/^ConnectionError: /);
    expect(plain().name).toBe('SecuconnectError');
  });

  test('instanceof recognises a class and its base classes, and nothing else', () => {
    const derived = new DerivedError('It failed.', { outcome: 'unknown' });
    expect(derived).toBeInstanceOf(SecuconnectError);
    expect(derived).toBeInstanceOf(DerivedError);
    expect(plain()).not.toBeInstanceOf(DerivedError);
    for (const value of [new Error('any'), null, undefined, 'text', {}])
      expect(value instanceof SecuconnectError).toBe(false);
  });

  test('has a cause only if there is one', () => {
    expect(plain()).not.toHaveProperty('cause');
    const cause = new Error('inner');
    expect(new SecuconnectError('It failed.', { outcome: 'unknown', cause }).cause).toBe(cause);
  });

  test('shows the public fields that have a value in JSON, and no others', () => {
    expect(plain().toJSON()).toEqual({
      name: 'SecuconnectError',
      message: 'It failed.',
      outcome: 'not-sent',
      attempts: [],
    });
    expect(JSON.stringify(new DerivedError('It failed.', { outcome: 'unknown' }))).not.toContain('hidden');
  });

  test('begins its inspection with the stack, and adds the cause and the fields', () => {
    const failed = new ConnectionError(read, new TypeError('fetch failed'));
    expect(inspect(failed)).toMatch(
      /^ConnectionError: smart\.transactions\.get got no response \(fetch failed\)\. .*\n +at /,
    );
    expect(inspect(failed)).toContain('\n  [cause]: TypeError: fetch failed {');
    expect(inspect(plain())).not.toContain('[cause]');
    expect(inspect(plain())).toContain("{ outcome: 'not-sent', attempts: [] }");
  });
});

describe('an error takes what a program assigns to it', () => {
  const errors = (): SecuconnectError[] => [
    plain(),
    new ConnectionError(read, new TypeError('fetch failed')),
    new ApiError(write, failedResponse(), 'unknown'),
    new DecodeError(write, { status: 200, what: 'nothing', body: '' }),
  ];

  test('a new name shows in strings and JSON, and the class is still recognised', () => {
    for (const error of errors()) {
      const isApiError = error instanceof ApiError;
      error.name = 'checkout';
      expect([error.name, String(error), error.toJSON()['name']]).toEqual([
        'checkout',
        `checkout: ${error.message}`,
        'checkout',
      ]);
      expect([error instanceof SecuconnectError, error instanceof ApiError]).toEqual([true, isApiError]);
      expect(Object.keys(error)).not.toContain('name');
    }
    expect(plain().name).toBe('SecuconnectError');
  });

  test.each(['name', 'message', 'stack', 'cause', 'headers', 'body', 'outcome', 'attempts'])(
    'the field %s can be assigned, copied to and deleted',
    (field) => {
      for (const error of errors()) {
        const fields = error as unknown as Record<string, unknown>;
        fields[field] = 'first';
        Object.assign(error, { [field]: 'second' });
        expect(fields[field]).toBe('second');
        delete fields[field];
        expect(fields[field]).not.toBe('second');
      }
    },
  );

  test('a subclass can have a name of its own as a field', () => {
    class OrderError extends SecuconnectError {
      override name = 'OrderError';
    }
    const error = new OrderError('It failed.', { outcome: 'unknown' });
    expect([error.name, error instanceof SecuconnectError]).toEqual(['OrderError', true]);
  });
});

test('hideFields() adds fields that are not enumerable and can be changed', () => {
  const error = plain() as SecuconnectError & { extra?: string };
  hideFields(error, { extra: 'a' });
  expect([error.extra, Object.keys(error).includes('extra')]).toEqual(['a', false]);
  error.extra = 'b';
  expect(error.extra).toBe('b');
});

describe('addCallDetails()', () => {
  const attempts = [{ startedAt: 1, duration: 2, status: 500 }];

  test('adds the attempts and the idempotency key', () => {
    const error = plain();
    addCallDetails(error, { attempts, idempotencyKey: 'key' });
    expect(error).toMatchObject({ attempts, idempotencyKey: 'key' });
    expect(error.toJSON()).toMatchObject({ attempts, idempotencyKey: 'key' });
  });

  test('adds no idempotency key to the error of a call without one', () => {
    const error = plain();
    addCallDetails(error, { attempts });
    expect(error.attempts).toBe(attempts);
    expect(error.toJSON()).not.toHaveProperty('idempotencyKey');
  });
});
