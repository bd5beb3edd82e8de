import { describe, expect, test } from 'vitest';
import { SecuconnectError } from '../../src/errors/secuconnect-error.ts';
import {
  getCheckpoint,
  isPagingError,
  isScrollExpiredError,
  PagingError,
  ScrollExpiredError,
  withCheckpoint,
} from '../../src/pagination/paging-errors.ts';
import { collectIds, ListServer } from './list-server.ts';
import { transportErrors } from './transport-errors.ts';

test('the guards distinguish the errors of lists', () => {
  const [paging, expired] = [new PagingError('lost'), new ScrollExpiredError('expired')];
  expect([paging, expired, transportErrors.timedOut(), undefined].map(isPagingError)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect([paging, expired, transportErrors.timedOut(), undefined].map(isScrollExpiredError)).toEqual([
    false,
    true,
    false,
    false,
  ]);
});

test('a PagingError had no effect, because lists only read', () => {
  expect(new PagingError('lost', 'why')).toMatchObject({ name: 'PagingError', outcome: 'no-effect', cause: 'why' });
  expect(new ScrollExpiredError('expired')).toMatchObject({ name: 'ScrollExpiredError', outcome: 'no-effect' });
});

describe('getCheckpoint()', () => {
  test('the error of each loop has its checkpoint, even if several fail with the same error object', async () => {
    const failure = transportErrors.status(401);
    const loops = [1, 3].map(async (items) => {
      const server = new ListServer(10);
      server.stubs.set(items, { failBefore: failure });
      await collectIds(server.list({ count: 1 }));
    });
    const results = await Promise.allSettled(loops);
    const errors = results.map((result) => (result as PromiseRejectedResult).reason as unknown);
    expect(errors.map(getCheckpoint)).toEqual([
      { mode: 'offset', offset: 1 },
      { mode: 'offset', offset: 3 },
    ]);
    expect(errors[0]).toBe(failure);
    expect(errors[1]).toMatchObject({ message: failure.message, outcome: failure.outcome, cause: failure });
  });

  test('other errors have no checkpoint', () => {
    expect(getCheckpoint(Object.assign(new Error('other'), { checkpoint: 1 }))).toBeUndefined();
    expect(getCheckpoint(undefined)).toBeUndefined();
    expect(getCheckpoint(new SecuconnectError('no list', { outcome: 'no-effect' }))).toBeUndefined();
  });
});

test('withCheckpoint() leaves errors of other libraries as they are', () => {
  const other = new Error('other');
  expect(withCheckpoint(other, { mode: 'offset', offset: 1 })).toBe(other);
  expect(other).not.toHaveProperty('checkpoint');
});
