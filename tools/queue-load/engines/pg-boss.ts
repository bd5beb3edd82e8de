import { toPgBoss, type PushDelivery } from '@secuconnect/client/pushes';
import { PgBoss } from 'pg-boss';
import type { OpenEngine } from './engine.ts';

/** How often pg-boss looks for jobs whose worker was killed, in seconds. */
const monitoring = { superviseIntervalSeconds: 5, monitorIntervalSeconds: 5 };

export const open: OpenEngine = async (connectionString) => {
  const boss = new PgBoss({ connectionString, ...monitoring, max: 20 });
  boss.on('error', (error) => console.error(error));
  await boss.start();
  return {
    createQueue: async (name) => {
      await boss.createQueue(`${name}-dead`);
      await boss.createQueue(name, { deadLetter: `${name}-dead` });
    },
    toQueue: (name) => toPgBoss(boss, name, { heartbeatSeconds: 10 }),
    addBareJob: (name, delivery) => boss.send(name, delivery),
    async work(name, handle) {
      const options = {
        // Two batches at a time: the end of one does not wait for the slowest job of the other.
        batchSize: 50,
        localConcurrency: 2,
        burstWhenBatchFull: true,
        pollingIntervalSeconds: 0.5,
        perJobResults: true,
      } as const;
      await boss.work<PushDelivery>(name, options, (jobs) =>
        Promise.all(
          jobs.map(({ id, data }) =>
            handle(data).then(
              () => ({ id, status: 'completed' as const }),
              (error: unknown) => ({ id, status: 'failed' as const, output: String(error) }),
            ),
          ),
        ),
      );
    },
    async counts(name) {
      const query = 'SELECT state, count(*)::int AS count FROM pgboss.job WHERE name = $1 GROUP BY state';
      const { rows } = (await boss.getDb().executeSql(query, [name])) as { rows: { state: string; count: number }[] };
      const countOf = (...states: string[]): number =>
        rows.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0);
      return {
        open: countOf('created', 'retry', 'active'),
        done: countOf('completed'),
        failed: countOf('failed', 'cancelled'),
      };
    },
    close: () => boss.stop({ graceful: false }),
  };
};
