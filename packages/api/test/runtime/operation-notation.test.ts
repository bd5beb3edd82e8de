import { expect, test } from 'vitest';
import { parseOperations } from '../../src/runtime/operation-notation.ts';

test.each([
  ['POST', { method: 'POST', path: '/Some/Things', safe: false, body: true }],
  ['POST /{id}/close empty', { method: 'POST', path: '/Some/Things/{id}/close', safe: false }],
  ['DELETE /{id} body', { method: 'DELETE', path: '/Some/Things/{id}', safe: false, body: true }],
  ['GET list', { method: 'GET', path: '/Some/Things', safe: true, query: true, paging: 'list' }],
  ['GET /{id}', { method: 'GET', path: '/Some/Things/{id}', safe: true }],
  ['GET /{id} query', { method: 'GET', path: '/Some/Things/{id}', safe: true, query: true }],
  ['GET /{id}/ring unsafe', { method: 'GET', path: '/Some/Things/{id}/ring', safe: false }],
  ['POST /check safe', { method: 'POST', path: '/Some/Things/check', safe: true, body: true }],
  [
    'POST /{id}/report empty terminal',
    { method: 'POST', path: '/Some/Things/{id}/report', safe: false, waitsForTerminal: true },
  ],
  [
    'PUT /{id}/start/{how} terminal=how:cash,card',
    {
      method: 'PUT',
      path: '/Some/Things/{id}/start/{how}',
      safe: false,
      body: true,
      waitsForTerminal: { parameter: 'how', values: ['cash', 'card'] },
    },
  ],
  [
    'POST multipart',
    {
      method: 'POST',
      path: '/Some/Things',
      safe: false,
      body: true,
      bodyTypes: ['application/json', 'multipart/form-data'],
    },
  ],
  [
    'PUT /{id} sends=text/csv,application/merge-patch+json',
    {
      method: 'PUT',
      path: '/Some/Things/{id}',
      safe: false,
      body: true,
      bodyTypes: ['text/csv', 'application/merge-patch+json'],
    },
  ],
  [
    'GET query style=ids:comma,a%2Cb:pipe headers cookies',
    {
      method: 'GET',
      path: '/Some/Things',
      safe: true,
      query: true,
      queryStyles: { ids: 'comma', 'a,b': 'pipe' },
      headers: true,
      cookies: true,
    },
  ],
  [
    'GET /{id}/file type=application/pdf',
    { method: 'GET', path: '/Some/Things/{id}/file', safe: true, responseType: 'application/pdf' },
  ],
  ['POST /{id}/revoke empty void', { method: 'POST', path: '/Some/Things/{id}/revoke', safe: false, noContent: true }],
])('the notation %s is parsed', (notation, expected) => {
  expect(parseOperations('some.things', { verb: notation })).toEqual({
    verb: { id: 'some.things.verb', ...expected },
  });
});

test('the base path may differ from the namespace', () => {
  expect(parseOperations('loyalty.cardGroups', { list: 'GET list' }, '/Loyalty/Cardgroups').list.path).toBe(
    '/Loyalty/Cardgroups',
  );
  expect(parseOperations('loyalty.merchantCards', { list: 'GET list' }).list.path).toBe('/Loyalty/MerchantCards');
});
