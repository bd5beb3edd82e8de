import { describe, expect, test } from 'vitest';
import { EXTRA_OPERATIONS } from '../../src/spec/extra-operations.ts';
import { OPERATIONS } from '../../src/spec/operations.ts';
import { Validator } from '../../src/spec/validator.ts';

const validator = new Validator();
const operation = (id: string) => OPERATIONS.find((one) => one.id === id)!;
const body = (value: unknown, id = 'smart.transactions.create') =>
  validator.body(operation(id), 'application/json', value);

describe('a body', () => {
  test('that the spec allows is judged without a word', () => {
    expect(body({ basket_info: { sum: 1995, currency: 'EUR' } })).toBeUndefined();
    expect(body({})).toBeUndefined();
  });

  test('that it forbids is judged by what is wrong, and where', () => {
    expect(body({ basket_info: { sum: 'much' } })).toMatch(/^body\/basket_info\/sum must be integer/);
    expect(body([])).toBe('body must be object');
  });

  test.each([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 0.5])('has no sum of %d', (sum) => {
    expect(body({ basket_info: { sum } })).toMatch(/sum must be integer/);
  });

  test('that the spec says nothing about is allowed', () => {
    expect(validator.body(EXTRA_OPERATIONS[0]!, 'application/json', 5)).toBeUndefined();
  });
});

describe('an answer', () => {
  test('is judged by the schema of its status', () => {
    const sent = { object: 'smart.transactions', id: 5 };
    expect(validator.answer(operation('smart.transactions.get'), 200, sent)).toMatch(/^body\/id must be string/);
    expect(validator.answer(operation('payment.contracts.revokeAccrual'), 202, undefined)).toBeUndefined();
  });

  test('with a status that is not documented is wrong', () => {
    const spec = { ...operation('smart.transactions.get'), answers: {} };
    expect(validator.answer(spec, 299, {})).toBe('status 299 is not documented');
    expect(validator.answer(spec, 'constructor' as never, {})).toBe('status constructor is not documented');
  });
});

describe('parameters', () => {
  const list = operation('smart.transactions.list');
  const query = (values: Record<string, unknown>) => validator.parameters(list, 'query', values);

  test('get the types of the spec', () => {
    expect(query({ count: '5', q: '7' })).toEqual({ values: { count: 5, q: '7' }, violation: undefined });
  });

  test('that the spec does not have are dropped', () => {
    const values = JSON.parse('{"unknown":"1","__proto__":"2","constructor":"3"}') as Record<string, unknown>;
    expect(query(values)).toEqual({ values: {}, violation: undefined });
  });

  test.each(['x', '1e999', '1.5', 'NaN'])('count=%s is wrong', (count) => {
    expect(query({ count }).violation).toMatch(/^query\/count must be/);
  });
});
