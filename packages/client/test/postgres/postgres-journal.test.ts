import { describe, expect, test } from 'vitest';
import { postgresJournal } from '../../src/postgres/postgres-journal.ts';
import { intentOf } from '../intents/journal-contract.ts';
import { sqlError, stubPostgres } from './stub-postgres.ts';

const row = (reference: string, version = 1, put = 'x') =>
  JSON.stringify([reference, JSON.stringify(intentOf(reference)), version, 7, put]);

// What the statements do is tested with a real server, in tools/repo-tests/stores.
describe('postgresJournal()', () => {
  test.each([0, 1])('a write over version %d that is stored is one statement', async (version) => {
    const { client, statements } = stubPostgres([1]);
    expect(await postgresJournal({ client }).put(intentOf('order 1'), version)).toBeUndefined();
    expect(statements).toHaveBeenCalledTimes(1);
  });

  test('what is in the way is returned, also when the database rejects the subject', async () => {
    const { age, ...inTheWay } = (await postgresJournal(stubPostgres([], [row('order 1')])).put(
      intentOf('order 1'),
      0,
    ))!;
    expect([inTheWay, age]).toEqual([{ ...intentOf('order 1'), version: 1 }, 7]);
    const journal = postgresJournal(stubPostgres(sqlError('23505'), [row('order 1', 2), row('order 2')]));
    expect(await journal.put(intentOf('order 1'), 2)).toMatchObject({ reference: 'order 2' });
  });

  test('what was in the way and is gone is followed by another attempt, but not endlessly', async () => {
    const { client, statements } = stubPostgres([], [], [1]);
    expect(await postgresJournal({ client }).put(intentOf('order 1'), 0)).toBeUndefined();
    expect(statements).toHaveBeenCalledTimes(3);
    await expect(postgresJournal(stubPostgres([])).put(intentOf('order 1'), 0)).rejects.toThrow('order 1');
  });

  test('a write that was sent twice is stored', async () => {
    const { client, statements } = stubPostgres([], [row('order 1')]);
    statements.mockImplementationOnce(async (_text, values) => {
      // The first one has stored it, and its response was lost.
      statements.mockResolvedValueOnce({ rows: [{ result: row('order 1', 1, values![5]) }] });
      return { rows: [] };
    });
    expect(await postgresJournal({ client }).put(intentOf('order 1'), 0)).toBeUndefined();
  });

  test('what is missing, and any other error, is an error', async () => {
    await expect(postgresJournal(stubPostgres([])).put(intentOf('order 1'), 3)).rejects.toThrow('order 1');
    await expect(postgresJournal(stubPostgres(sqlError('57P01'))).put(intentOf('order 1'), 0)).rejects.toThrow('57P01');
  });

  test('intents are read', async () => {
    const journal = postgresJournal(stubPostgres([row('order 1')], [], [row('a'), row('b')]));
    expect(await journal.get('order 1')).toMatchObject({ reference: 'order 1', version: 1, age: 7 });
    expect(await journal.get('order 1')).toBeUndefined();
    expect((await journal.open()).map((one) => one.reference)).toEqual(['a', 'b']);
  });

  test('prune() counts what it deletes', async () => {
    const journal = postgresJournal(stubPostgres([1, 1, 1]));
    expect(await journal.prune()).toBe(3);
    await expect(journal.prune(-1)).rejects.toThrow(TypeError);
  });
});
