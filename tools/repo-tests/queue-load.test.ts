import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '@secuconnect/mock/values';
import { describe, expect, test } from 'vitest';
import { ENGINES } from '../queue-load/engines/engine.ts';
import { queueLoad, type LoadResult } from '../queue-load/load.ts';
import { planPushes } from '../queue-load/plan.ts';
import { problemsOf, reportOf } from '../queue-load/report.ts';
import { openShop } from '../queue-load/shop.ts';
import { postgresServer, startPostgresServer } from '../test-servers/postgres-server.ts';
import { redisServer, startRedisServer } from '../test-servers/redis-server.ts';

const available = { bullmq: redisServer, 'pg-boss': postgresServer };
for (const engine of ENGINES) {
  if (available[engine]) continue;
  console.warn(
    `\n!!! NOT TESTED: pushes through ${engine}. There is no server for it (Debian, Ubuntu: apt-get install redis-server postgresql).\n`,
  );
}

/** `pnpm queue:load` does the same with 100,000. */
describe.each(ENGINES)('a fleet of workers on %s', (engine) => {
  test.skipIf(!available[engine])('handles each event once in effect, although its workers are killed', async () => {
    const server = engine === 'bullmq' ? await startRedisServer() : await startPostgresServer();
    try {
      const connection = 'url' in server ? server.url : server.socket;
      const numbers = { pushes: 1_000, kills: 3, seed: 7 };
      const result = await queueLoad({ engine, connection, ...numbers });
      expect(problemsOf(result, numbers)).toEqual([]);
      expect(result).toMatchObject({ kills: 3, shop: { events: 1_000 } });
      expect(reportOf(result, numbers)).toContainEqual(expect.stringContaining('ratio'));
    } finally {
      await server.stop();
    }
  });
});

describe('planPushes()', () => {
  const plan = planPushes(1_000, createRandom(1));

  test('each event is delivered, some of them several times, and many out of order', () => {
    expect(new Set(plan.deliveries).size).toBe(1_000);
    expect(plan.deliveries.length).toBeGreaterThan(1_100);
    const disorder = plan.deliveries.filter((event, at) => at > 0 && event < plan.deliveries[at - 1]!);
    expect(disorder.length).toBeGreaterThan(300);
  });

  test('an event has happened before its push arrives', () => {
    expect(plan.deliveries.filter((event, at) => event >= plan.happened[at]!)).toEqual([]);
    expect(plan.happened.at(-1)).toBe(1_000);
  });

  test('a seed makes one plan', () => {
    expect(planPushes(1_000, createRandom(1))).toEqual(plan);
    expect(planPushes(1_000, createRandom(2))).not.toEqual(plan);
  });
});

test('the shop tells runs after a death from needless ones, and sees stale states and effects that come twice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shop-'));
  const shop = openShop(join(folder, 'shop.db'));
  const [first, second, third] = [11, 12, 13];
  shop.apply('evt_1', first!, 'PCI_1', 1);
  shop.buried(first!);
  shop.apply('evt_1', second!, 'PCI_1', 1);
  expect(shop.state()).toMatchObject({ events: 1, runs: 2, needlessRuns: 0, staleRuns: 0, duplicateSteps: 0 });
  shop.apply('evt_1', third!, 'PCI_1', 2);
  shop.buried(second!);
  expect(shop.state()).toMatchObject({ events: 1, runs: 3, needlessRuns: 1, staleRuns: 0 });
  shop.apply('evt_2', third!, 'PCI_1', 1);
  expect(shop.state()).toMatchObject({ events: 2, runs: 4, needlessRuns: 1, staleRuns: 1, duplicateSteps: 0 });
  expect([shop.handledEvents(), shop.state().steps]).toEqual([2, new Map([['PCI_1', 2]])]);
  shop.close();
  rmSync(folder, { recursive: true });
});

test('problemsOf() finds what is lost, duplicate, wrong or dead', () => {
  const good: LoadResult = {
    deliveries: 12,
    redelivered: 0,
    kills: 1,
    reads: 10,
    shop: { events: 10, runs: 11, needlessRuns: 0, staleRuns: 0, duplicateSteps: 0, steps: new Map() },
    wrongOrders: [],
    deadLetters: 0,
    throughput: 1,
    bareThroughput: 2,
  };
  expect(problemsOf(good, { pushes: 10 })).toEqual([]);
  const shop = { ...good.shop, needlessRuns: 1, staleRuns: 1, duplicateSteps: 1 };
  expect(problemsOf({ ...good, wrongOrders: ['PCI_1'], deadLetters: 1, shop }, { pushes: 11 })).toHaveLength(6);
});
