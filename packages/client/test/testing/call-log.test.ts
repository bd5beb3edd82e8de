import { describe, expect, test } from 'vitest';
import { CallLog } from '../../src/testing/call-log.ts';
import type { FakeRequest } from '../../src/testing/operations.ts';

const request = (operation: string): FakeRequest => ({
  operation,
  method: 'GET',
  path: {},
  query: undefined,
  body: undefined,
  headers: {},
});

describe('CallLog', () => {
  test('requests of one announced call are one entry', () => {
    const log = new CallLog();
    log.add(request('smart.transactions.get'), 1)({ status: 503 });
    log.add(request('smart.transactions.get'), 2)({ status: 200 });
    log.add(request('smart.transactions.get'), 1)({ error: 'ECONNRESET' });
    expect(log.calls().map(({ attempts }) => attempts)).toEqual([
      [{ status: 503 }, { error: 'ECONNRESET' }],
      [{ status: 200 }],
    ]);
  });

  test('each request of an unannounced call is an entry', () => {
    const log = new CallLog();
    log.add(request('smart.transactions.get'), undefined);
    log.add(request('smart.transactions.get'), undefined);
    expect(log.calls()).toHaveLength(2);
  });

  test('a request without a response has an attempt without status and error', () => {
    const log = new CallLog();
    const recordEnd = log.add(request('smart.transactions.get'), 1);
    const before = log.calls();
    recordEnd({ status: 200 });
    expect(before[0]!.attempts).toEqual([{}]);
    expect(log.calls()[0]!.attempts).toEqual([{ status: 200 }]);
  });

  test('calls() leaves out token requests unless they are asked for', () => {
    const log = new CallLog();
    log.add(request('oauth.token'), undefined);
    log.add(request('smart.transactions.get'), 1);
    log.add(request('smart.transactions.list'), 2);
    expect(log.calls().map(({ operation }) => operation)).toEqual([
      'smart.transactions.get',
      'smart.transactions.list',
    ]);
    expect(log.calls('oauth.token')).toHaveLength(1);
    expect(log.calls('smart.transactions.list')).toHaveLength(1);
  });
});
