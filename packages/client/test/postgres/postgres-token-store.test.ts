import { describe, expect, test } from 'vitest';
import { postgresTokenStore } from '../../src/postgres/postgres-token-store.ts';
import { storedToken } from '../auth/stores/token-store-contract.ts';
import { stubPostgres } from './stub-postgres.ts';

// What the statements do is tested with a real server, in tools/repo-tests/stores.
describe('postgresTokenStore()', () => {
  test('a lock is asked for until it is free, and what is written under it has its fence', async () => {
    const { client, statements } = stubPostgres([], ['7'], []);
    const store = postgresTokenStore({ client });
    await store.lock!('key', async () => {
      await store.set('key', storedToken);
      await store.delete('key');
    });
    expect(statements.mock.calls.map(([, values]) => values!.slice(0, 2))).toMatchObject([
      ['key', expect.any(String)],
      ['key', expect.any(String)],
      ['key', '7'],
      ['key', '7'],
      ['key', expect.any(String)],
    ]);
    await store.set('key', storedToken);
    expect(statements.mock.lastCall![1]).toEqual(['key', '', JSON.stringify(storedToken)]);
  });

  test('a token is read from JSON', async () => {
    const store = postgresTokenStore(stubPostgres([JSON.stringify(storedToken)], [], ['{']));
    expect([await store.get('a'), await store.get('b'), await store.get('c')]).toEqual([
      storedToken,
      undefined,
      undefined,
    ]);
  });

  test('a lock is renewed while it is held', async () => {
    const { client, statements } = stubPostgres(['1']);
    await postgresTokenStore({ client, lockTtl: 30 }).lock!('key', async () => {
      await expect.poll(() => statements.mock.calls.length).toBeGreaterThan(2);
    });
  });
});
