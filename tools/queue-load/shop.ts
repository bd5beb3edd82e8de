import { DatabaseSync } from 'node:sqlite';

/** What a run has left in the database of the shop. */
export interface ShopState {
  /** Handled events. */
  readonly events: number;
  /** Runs of the handler for these events: more than events where a worker was killed between the effect and the end of its job. */
  readonly runs: number;
  /** Runs of a handler for an event whose former run was that of a worker that was not dead. */
  readonly needlessRuns: number;
  /** Runs of a handler with a state that was older than that of a former run: two events about one object were handled at the same time. */
  readonly staleRuns: number;
  /** Steps of orders that took effect more than once. */
  readonly duplicateSteps: number;
  /** The last step of each order. */
  readonly steps: ReadonlyMap<string, number>;
}

/**
 * The database of the shop, which all workers write to. Its effects are what the guide teaches: compare and write in one transaction, so that neither an
 * older state nor a second run changes anything. The other tables are what the check reads.
 */
export function openShop(file: string) {
  const database = new DatabaseSync(file, { timeout: 30_000 });
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = OFF;
    CREATE TABLE IF NOT EXISTS orders (id TEXT PRIMARY KEY, step INTEGER) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS changes (id TEXT, step INTEGER);
    CREATE TABLE IF NOT EXISTS events (number INTEGER PRIMARY KEY, id TEXT UNIQUE);
    CREATE TABLE IF NOT EXISTS runs (number INTEGER PRIMARY KEY, event TEXT, worker INTEGER, stale INTEGER);
    CREATE TABLE IF NOT EXISTS deaths (worker INTEGER PRIMARY KEY, run INTEGER);
  `);
  const compareAndWrite = database.prepare(`
    INSERT INTO orders VALUES (:id, :step) ON CONFLICT (id) DO UPDATE SET step = :step WHERE orders.step < :step`);
  const addChange = database.prepare('INSERT INTO changes VALUES (:id, :step)');
  const addEvent = database.prepare('INSERT INTO events (id) VALUES (?) ON CONFLICT DO NOTHING');
  const addRun = database.prepare(`
    INSERT INTO runs (event, worker, stale) SELECT :event, :worker, step > :step FROM orders WHERE id = :id`);
  const addDeath = database.prepare('INSERT INTO deaths SELECT ?, coalesce(max(number), 0) FROM runs');
  const lastEvent = database.prepare('SELECT coalesce(max(number), 0) AS count FROM events');
  const count = (from: string): number =>
    Number(database.prepare(`SELECT count(*) AS count FROM ${from}`).get()!['count']);
  return {
    /** The effect of an event, in the worker of this process id: the order is at this step, unless it is further already. */
    apply(event: string, worker: number, id: string, step: number): void {
      database.exec('BEGIN IMMEDIATE');
      // A change is what must not happen twice: a mail to the payer, an entry in the books.
      if (compareAndWrite.run({ id, step }).changes) addChange.run({ id, step });
      addRun.run({ event, worker, id, step });
      addEvent.run(event);
      database.exec('COMMIT');
    },
    /** A worker has been killed: what it has in its hands runs again. */
    buried: (worker: number): void => void addDeath.run(worker),
    /** Without a look at each of them. */
    handledEvents: (): number => Number(lastEvent.get()!['count']),
    state: (): ShopState => ({
      events: count('events'),
      runs: count('runs'),
      needlessRuns: count(`
        (SELECT lag(worker) OVER former AS formerWorker, number FROM runs WINDOW former AS (PARTITION BY event ORDER BY number)) AS run
        LEFT JOIN deaths ON deaths.worker = run.formerWorker
        WHERE run.formerWorker IS NOT NULL AND (deaths.run IS NULL OR deaths.run >= run.number)`),
      staleRuns: count('runs WHERE stale'),
      duplicateSteps: count('(SELECT 1 FROM changes GROUP BY id, step HAVING count(*) > 1)'),
      steps: new Map(
        database
          .prepare('SELECT id, step FROM orders')
          .all()
          .map(({ id, step }) => [String(id), Number(step)]),
      ),
    }),
    close: () => database.close(),
  };
}
