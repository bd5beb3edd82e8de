import { expect, test } from 'vitest';
import { operationsOf } from '../src/operation-notation.ts';
import { parameterNames } from '../src/operation.ts';

test.each([
  ['POST', { method: 'POST', path: '/Some/Things', repeatSafe: false, body: true }],
  ['POST /{id}/close empty', { method: 'POST', path: '/Some/Things/{id}/close', repeatSafe: false }],
  ['DELETE /{id} body', { method: 'DELETE', path: '/Some/Things/{id}', repeatSafe: false, body: true }],
  ['GET list', { method: 'GET', path: '/Some/Things', repeatSafe: true, query: true, paging: 'list' }],
  ['GET /{id}', { method: 'GET', path: '/Some/Things/{id}', repeatSafe: true }],
  ['GET /{id} query', { method: 'GET', path: '/Some/Things/{id}', repeatSafe: true, query: true }],
  ['GET /{id}/ring unsafe', { method: 'GET', path: '/Some/Things/{id}/ring', repeatSafe: false }],
  ['POST /check safe', { method: 'POST', path: '/Some/Things/check', repeatSafe: true, body: true }],
  [
    'POST /{id}/report empty blocking',
    { method: 'POST', path: '/Some/Things/{id}/report', repeatSafe: false, blocking: true },
  ],
  [
    'PUT /{id}/start/{how} blocking=how:cash,card',
    {
      method: 'PUT',
      path: '/Some/Things/{id}/start/{how}',
      repeatSafe: false,
      body: true,
      blocking: { parameter: 'how', values: ['cash', 'card'] },
    },
  ],
  ['POST multipart', { method: 'POST', path: '/Some/Things', repeatSafe: false, body: true, multipart: true }],
  [
    'GET /{id}/file answers=application/pdf',
    { method: 'GET', path: '/Some/Things/{id}/file', repeatSafe: true, answers: 'application/pdf' },
  ],
])('%s is read', (notation, expected) => {
  expect(operationsOf('some.things', { verb: notation })).toEqual({
    verb: { id: 'some.things.verb', ...expected },
  });
});

test('the base can be another than the namespace', () => {
  expect(operationsOf('loyalty.cardGroups', { list: 'GET list' }, '/Loyalty/Cardgroups').list.path).toBe(
    '/Loyalty/Cardgroups',
  );
  expect(operationsOf('loyalty.merchantCards', { list: 'GET list' }).list.path).toBe('/Loyalty/MerchantCards');
});

test('the parameters of a path are named in order', () => {
  expect(parameterNames('/A/{first}/b/{second}')).toEqual(['first', 'second']);
  expect(parameterNames('/A')).toEqual([]);
});
