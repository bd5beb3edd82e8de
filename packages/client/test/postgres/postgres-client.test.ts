import { describe, expect, test, vi } from 'vitest';
import { statementRunner } from '../../src/postgres/postgres-client.ts';
import { deferred } from '../pushes/push-receiver.ts';
import { sqlError, stubPostgres } from './stub-postgres.ts';

describe('statementRunner()', () => {
  const rows = [{ result: 1 }, { result: 'b' }];
  test.each([
    ['pool of pg', { totalCount: 0, query: vi.fn(async () => ({ rows })) }],
    ['client of pg', { query: vi.fn(async () => ({ rows })) }],
    ['client of postgres.js', Object.assign(() => undefined, { unsafe: vi.fn(async () => rows) })],
  ])('a %s gets text and values', async (_, client) => {
    expect(await statementRunner(client as never)('select', ['a'])).toEqual(['1', 'b']);
    const { query, unsafe } = client as { query?: unknown; unsafe?: unknown };
    expect(query ?? unsafe).toHaveBeenCalledWith('select', ['a']);
  });

  test('several statements at once have no rows', async () => {
    expect(await statementRunner({ query: async () => [{}, {}] } as never)('a; b')).toEqual([]);
  });

  test('a single connection of pg gets one statement at a time, also from several stores, and after a failure', async () => {
    const [first, second] = [deferred<{ rows: [] }>(), deferred<{ rows: [] }>()];
    const query = vi.fn().mockReturnValueOnce(first.promise).mockReturnValueOnce(second.promise);
    query.mockRejectedValueOnce(new Error('failed')).mockResolvedValue({ rows: [] });
    const client = { query };
    const [one, other] = [statementRunner(client), statementRunner(client)];
    const all = [one('1'), other('2'), one('3'), other('4')];
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(query).toHaveBeenCalledTimes(1);
    first.resolve({ rows: [] });
    await all[0];
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(query).toHaveBeenCalledTimes(2);
    second.resolve({ rows: [] });
    await expect(all[2]).rejects.toThrow('failed');
    await expect(all[3]).resolves.toEqual([]);
  });

  test.each(['40001', '40P01'])('a statement that stored nothing because of %s is sent again', async (code) => {
    const { client, statements } = stubPostgres(sqlError(code), sqlError(code), [7]);
    expect(await statementRunner(client)('select')).toEqual(['7']);
    expect(statements).toHaveBeenCalledTimes(3);
    await expect(statementRunner(stubPostgres(sqlError(code)).client)('select')).rejects.toThrow(code);
  });

  test('any other error is not followed by another attempt', async () => {
    const { client, statements } = stubPostgres(sqlError('57P01'));
    await expect(statementRunner(client)('select')).rejects.toThrow('57P01');
    expect(statements).toHaveBeenCalledTimes(1);
  });

  test.each([undefined, null, 'postgres://localhost', {}, () => undefined])(
    'anything else is a TypeError that says what is accepted: %s',
    (client) => {
      expect(() => statementRunner(client as never)).toThrow(
        new TypeError('`client` must be a `Pool` or `Client` of `pg`, or what `postgres()` of postgres.js returns.'),
      );
    },
  );
});
