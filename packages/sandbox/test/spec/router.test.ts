import { describe, expect, test } from 'vitest';
import { OPERATIONS, type OperationSpec } from '../../src/spec/operations.ts';
import { Router } from '../../src/spec/router.ts';

const router = new Router(OPERATIONS);
const find = (method: string, path: string, from = router) => {
  const route = from.find(method, path);
  return route && [route.operation.id, route.path];
};

test('every operation is found by its path', () => {
  for (const { id, method, path, pathNames } of OPERATIONS) {
    const values = Object.fromEntries(pathNames.map((name) => [name, `value of ${name}`]));
    const filled = path.replaceAll(/{(\w+)}/g, (_, name: string) => encodeURIComponent(values[name]!));
    expect(find(method, filled)).toEqual([id, values]);
  }
});

test('the case of literals does not matter; that of values stays', () => {
  const found = ['payment.contracts.requestId', { paymentContractId: 'GCR_aB' }];
  for (const name of ['RequestId', 'requestid', 'REQUESTID'])
    expect(find('POST', `/payment/CONTRACTS/GCR_aB/${name}`)).toEqual(found);
});

test('a literal has precedence over a parameter, which is tried when the literal leads nowhere', () => {
  const operation = (id: string, path: string): OperationSpec =>
    ({ id, path, method: 'GET', pathNames: [...path.matchAll(/{(\w+)}/g)].map(([, name]) => name!) }) as never;
  const small = new Router([operation('one', '/a/{x}'), operation('me', '/a/me'), operation('deep', '/a/{x}/{y}/c')]);
  expect(find('GET', '/a/Me', small)).toEqual(['me', {}]);
  expect(find('GET', '/a/you', small)).toEqual(['one', { x: 'you' }]);
  expect(find('GET', '/a/me/b/c', small)).toEqual(['deep', { x: 'me', y: 'b' }]);
  expect(find('GET', '/a/me/b', small)).toBeUndefined();
});

test('values are decoded once', () => {
  const value = (encoded: string) => router.find('GET', `/Smart/Transactions/${encoded}`)?.path['smartTransactionId'];
  expect(value('a%2Fb%20%252f')).toBe('a/b %2f');
  expect(value('__proto__')).toBe('__proto__');
});

test('a slash at the end changes nothing', () => {
  expect(find('GET', '/Smart/Transactions/')).toEqual(['smart.transactions.list', {}]);
});

describe('nothing is found', () => {
  test.each([
    ['GET', ''],
    ['GET', '/'],
    ['GET', '//Smart/Transactions'],
    ['GET', '/Smart//Transactions'],
    ['GET', '/Smart/Transactions//'],
    ['GET', '/Smart/Transactions/%'],
    ['GET', '/Smart/Transactions/%ff'],
    ['GET', '/Smart/Transactions/a/b/c/d/e/f/g'],
    ['get', '/Smart/Transactions'],
    ['HEAD', '/Smart/Transactions'],
    ['__proto__', '/Smart/Transactions'],
    ['GET', '/__proto__/constructor'],
    ['GET', '/a'.repeat(10_000)],
  ])('for %s %.40s', (method, path) => expect(find(method, path)).toBeUndefined());
});
