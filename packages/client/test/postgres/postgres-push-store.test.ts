import { describe, expect, test } from 'vitest';
import { postgresPushStore } from '../../src/postgres/postgres-push-store.ts';
import { claim } from '../pushes/push-store-contract.ts';
import { stubPostgres } from './stub-postgres.ts';

// What the statements do is tested with a real server, in tools/repo-tests/stores.
describe('postgresPushStore()', () => {
  test('each step is one statement', async () => {
    const { client, statements } = stubPostgres(['claimed'], [1]);
    const store = postgresPushStore({ client });
    expect(await claim(store, 'evt_1')).toBe('claimed');
    await store.renew('evt_1', 1000);
    await store.complete('evt_1', 1000);
    await store.release('evt_1');
    const turn = await store.turn('PCI_1', 1000);
    expect(await turn!.renew(1000)).toBe(true);
    await turn!.release();
    expect(statements.mock.calls.map(([, values]) => values![0])).toEqual([
      ...Array.from({ length: 4 }, () => 'evt_1'),
      ...Array.from({ length: 3 }, () => 'PCI_1'),
    ]);
  });

  test('a turn that another process has is `undefined`', async () => {
    expect(await postgresPushStore(stubPostgres([])).turn('PCI_1', 1000)).toBeUndefined();
  });

  test('expired rows are deleted after every hundredth event, and a failure of that is no failure of the event', async () => {
    const { client, statements } = stubPostgres(...Array.from({ length: 100 }, () => []), new Error('failed'));
    const store = postgresPushStore({ client });
    for (let event = 0; event < 100; event++) await store.complete(`evt_${event}`, 1000);
    expect(statements.mock.lastCall![0]).toContain('delete');
    expect(statements).toHaveBeenCalledTimes(101);
  });
});
