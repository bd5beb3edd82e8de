import { describe, expect, test } from 'vitest';
import { SecuconnectError } from '../../src/errors/secuconnect-error.ts';
import { expectObject, isApiObject, notAnObjectError, unexpectedResponseError } from '../../src/flows/expect-object.ts';

const write = { id: 'smart.transactions.update', safe: false, object: 'STX_1' };

describe('isApiObject()', () => {
  test('an object of the API has an id', () => {
    expect(isApiObject({ id: 'STX_1' })).toBe(true);
    for (const value of [{}, { id: '' }, { id: 1 }, { id: null }, [], [{ id: 'STX_1' }], 'x', 1, true, null, undefined])
      expect(isApiObject(value)).toBe(false);
  });
});

describe('expectObject()', () => {
  test('the object that the call names passes, and any object when the call names none', () => {
    const transaction = { id: 'STX_1' };
    expect(expectObject(write, transaction)).toBe(transaction);
    expect(expectObject({ id: 'smart.transactions.create', safe: false }, transaction)).toBe(transaction);
  });

  test('another object is an error whose outcome is unknown after a write, and no-effect after a read', () => {
    expect(() => expectObject(write, { id: 'STX_2' })).toThrow(SecuconnectError);
    for (const [safe, outcome] of [
      [false, 'unknown'],
      [true, 'no-effect'],
    ] as const)
      for (const response of [{ id: 'STX_2' }, {}, undefined]) {
        const act = () => expectObject({ ...write, safe }, response);
        expect(act).toThrow(expect.objectContaining({ outcome, operation: write.id }));
      }
  });
});

test('the errors name the operation, what came, and what to do', () => {
  expect(unexpectedResponseError(write, 'another object').message).toBe(
    'smart.transactions.update responded with another object. It may have succeeded: check STX_1 with smart.transactions before you retry.',
  );
  expect(notAnObjectError({ ...write, safe: true }).message).toBe(
    'smart.transactions.update responded with something that is not an object of the API. Reads are safe to retry.',
  );
});
