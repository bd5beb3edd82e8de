import { operations } from '@secuconnect/api';
import { describe, expect, test } from 'vitest';
import { createFakeApi } from '../../src/testing/index.ts';
import { Routes } from '../../src/testing/routes.ts';
import { transaction } from './fake-calls.ts';

describe('Routes', () => {
  test('find() returns the operation and the decoded path parameters, below any base URL', () => {
    const found = new Routes().find('GET', '/any/base/Smart/Transactions/STX_%C3%A4%2F1');
    expect(found).toMatchObject({
      endpoint: { id: 'smart.transactions.get' },
      path: { smartTransactionId: 'STX_ä/1' },
    });
  });

  test('find() returns undefined for another method or path', () => {
    const routes = new Routes();
    expect(routes.find('PATCH', '/Smart/Transactions/STX_1')).toBeUndefined();
    expect(routes.find('GET', '/Smart/Things')).toBeUndefined();
  });

  test('has() and ids() know the operations of the spec, and token requests', () => {
    const routes = new Routes();
    expect(routes.ids().sort()).toEqual([...Object.keys(operations), 'oauth.token'].sort());
    expect([routes.has('oauth.token'), routes.has('smart.transactions.pay')]).toEqual([true, false]);
  });

  test('add() gives an added endpoint precedence over a shorter one', () => {
    const routes = new Routes();
    routes.add({
      id: 'GET /Smart/Transactions/{id}/something',
      method: 'GET',
      path: '/Smart/Transactions/{id}/something',
    });
    expect(routes.find('GET', '/Smart/Transactions/STX_1/something')).toMatchObject({
      endpoint: { id: 'GET /Smart/Transactions/{id}/something' },
      path: { id: 'STX_1' },
    });
  });

  test('every operation is told from every other by method and path', async () => {
    const fake = createFakeApi({ validateRequests: false });
    const ids = Object.keys(operations) as 'smart.transactions.get'[];
    for (const id of ids) fake.on(id).reply(({ operation }) => transaction(operation));
    const mistaken = [];
    for (const { id, method, path } of Object.values(operations)) {
      const url = `https://fake.secuconnect.invalid/api/v2${path.replaceAll(/{\w+}/g, 'X_1')}`;
      const { id: found } = (await (await fake.fetch(url, { method })).json()) as { id: string };
      if (found !== id) mistaken.push([id, found]);
    }
    expect(mistaken).toEqual([]);
  });
});

describe('onPath()', () => {
  test('an endpoint that the spec lists cannot be stubbed by path', () => {
    const fake = createFakeApi();
    expect(() => fake.onPath('GET', '/Smart/Transactions/{id}')).toThrow("use `fake.on('smart.transactions.get')`");
    expect(() => fake.onPath('GET', '/Smart/Things/{id}') && fake.onPath('GET', '/Smart/Things/{id}')).not.toThrow();
  });
});
