import { PgBoss } from 'pg-boss';

const DAY = 86_400;
const { DATABASE_URL: connectionString = 'postgres://localhost/postgres', RETRIES = '15' } = process.env;

/**
 * Options of each job, and of the queue too: `redrive` gives a dead letter those of the queue, and not those that its job had. With the defaults of pg-boss, two
 * retries without a pause, it would be a dead letter again within minutes.
 */
export const jobOptions = {
  retryLimit: Number(RETRIES),
  retryDelay: 2,
  retryBackoff: true,
  heartbeatSeconds: 30,
  expireInSeconds: 120,
};

/** Connects to the database (DATABASE_URL) and creates the queue, with one for its dead letters, unless they exist. */
export async function startQueue(): Promise<PgBoss> {
  // The jobs of a worker that has died are looked for every 15 seconds, and not every minute.
  const maintenance = { superviseIntervalSeconds: 15, monitorIntervalSeconds: 15 };
  const boss = new PgBoss({ connectionString, persistQueueStats: true, ...maintenance });
  boss.on('error', (error) => console.error('pg-boss:', error.message || error)); // without it, the process ends when PostgreSQL goes down
  // Such as a queue that is too long, or a slow query.
  boss.on('warning', (warning) => console.warn('pg-boss:', warning));
  await boss.start();
  // Jobs that no worker takes are deleted after `retentionSeconds`, 14 days by default: a dead letter has to wait longer for a person.
  await boss.createQueue('pushes-dead', { retentionSeconds: 365 * DAY });
  await boss.createQueue('pushes', { deadLetter: 'pushes-dead', warningQueueSize: 10_000 });
  // Also for a queue that exists, which `createQueue` leaves as it is.
  await boss.updateQueue('pushes', jobOptions);
  return boss;
}
