import type { PushDelivery } from '@secuconnect/client/pushes';

/** How far a queue is. Jobs that were done are still counted. */
export interface JobCounts {
  readonly open: number;
  readonly done: number;
  readonly failed: number;
}

/** An engine as the load test uses it, over one connection. */
export interface Engine {
  /** Creates an empty queue. */
  createQueue(name: string): Promise<void>;
  /** The adapter under test. */
  toQueue(name: string): (delivery: PushDelivery) => Promise<unknown>;
  /** A job without options, to compare with. */
  addBareJob(name: string, delivery: PushDelivery): Promise<unknown>;
  /** Works on the queue until the process ends. */
  work(name: string, handle: (delivery: PushDelivery) => Promise<void>): Promise<void>;
  counts(name: string): Promise<JobCounts>;
  close(): Promise<void>;
}

/** @param connection The socket of a Redis, or the URL of a PostgreSQL. */
export type OpenEngine = (connection: string) => Promise<Engine>;

export const ENGINES = ['bullmq', 'pg-boss'] as const;
export type EngineName = (typeof ENGINES)[number];

/** Loads one engine only: a worker of Redis has no use for the client of PostgreSQL. */
const LOAD: Readonly<Record<EngineName, () => Promise<{ open: OpenEngine }>>> = {
  bullmq: () => import('./bullmq.ts'),
  'pg-boss': () => import('./pg-boss.ts'),
};

export async function openEngine(name: EngineName, connection: string): Promise<Engine> {
  const { open } = await LOAD[name]();
  return open(connection);
}
