import { expect, test } from 'vitest';
import { createPostgresTables, postgresSchema, tablesOf } from '../../src/postgres/postgres-tables.ts';
import { stubPostgres } from './stub-postgres.ts';

test('tables have the prefix, and the schema if there is one, both quoted', () => {
  expect(tablesOf({})).toMatchObject({ tokens: '"secuconnect_tokens"', intents: '"secuconnect_intents"' });
  expect(tablesOf({ schema: 'My "shop"', tablePrefix: 'a"b_' })).toMatchObject({ turns: '"My ""shop"""."a""b_turns"' });
});

test('createPostgresTables() sends what postgresSchema() returns, as one query without values', async () => {
  const { client, statements } = stubPostgres();
  await createPostgresTables({ client, tablePrefix: 'shop_' });
  expect(statements.mock.calls).toEqual([[postgresSchema({ tablePrefix: 'shop_' }), undefined]]);
  expect(postgresSchema()).toMatch(/^-- .*\nselect pg_advisory_xact_lock/);
});
