import { describe, expect, test } from 'vitest';
import { DecodeError } from '../../src/errors/decode-error.ts';
import { read, writeOnObject } from './contexts.ts';

const problem = { status: 200, what: 'a body that is not JSON', body: '<html>' };

describe('DecodeError', () => {
  test('says what the response is, and what to do', () => {
    expect(new DecodeError(writeOnObject, problem)).toMatchObject({
      name: 'DecodeError',
      message:
        'smart.transactions.start responded with status 200 and a body that is not JSON. It may have succeeded: check STX_1 with smart.transactions before you retry.',
      status: 200,
      outcome: 'unknown',
      operation: 'smart.transactions.start',
    });
  });

  test('has a body that is not enumerable, nor part of its JSON', () => {
    const error = new DecodeError(writeOnObject, problem);
    expect(error.body).toBe('<html>');
    expect(Object.keys(error)).not.toContain('body');
    expect(error.toJSON()).not.toHaveProperty('body');
  });

  test('of a read has no effect, and a given outcome applies to writes', () => {
    expect(new DecodeError(read, problem).outcome).toBe('no-effect');
    expect(new DecodeError(writeOnObject, problem, 'not-sent').outcome).toBe('not-sent');
  });
});
