import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '@secuconnect/sandbox/server';
import { checkOrders, type OrderProblems } from './check-orders.ts';
import { breakCalls } from './break-calls.ts';
import type { JournalPlace, OrderReport, OrderRequest, WorkerSettings } from './messages.ts';

export interface CrashOptions {
  readonly orders: number;
  readonly workers: number;
  /** How many workers are killed. */
  readonly kills: number;
  readonly journal: JournalPlace;
  /** Restarts the server of the journal. Called `restarts` times while orders are processed. */
  readonly restart?: (() => Promise<void>) | undefined;
  readonly restarts?: number;
  /** See `WorkerSettings`. */
  readonly speed: number;
  /** From 0 up to, but not including, 1. */
  readonly random: () => number;
  /** Gives up after this time, in ms. */
  readonly patience: number;
}

export interface CrashResult extends OrderProblems {
  readonly kills: number;
  readonly restarts: number;
  /** Calls that were broken on purpose. */
  readonly faults: number;
  /** How often an order could not go on, by the error. */
  readonly errors: Readonly<Record<string, number>>;
  /** Orders that no worker has reported as done. */
  readonly unfinished: readonly number[];
}

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
/** An order of a killed worker is given to two workers at once: a queue redelivers, and does not know who is alive. */
const TWICE = 0.05;

/**
 * Lets worker processes execute orders with payment, capture and partial refund, kills them with SIGKILL at random moments, breaks connections before
 * and after calls and executes some late, and compares in the end what the sandbox has with what was ordered.
 */
export async function crashTest(options: CrashOptions): Promise<CrashResult> {
  const { orders, workers: count, journal, speed, random, restart, patience } = options;
  const sandbox = await startSandbox({ port: 0, settings: { indexLag: 30_000 / speed, transferDelay: 1e10 } });
  const settings: WorkerSettings = { baseUrl: sandbox.baseUrl, journal, speed };
  const errors: Record<string, number> = {};
  const done = new Set<number>();
  /** Orders that can be given to a worker. */
  const ready = Array.from({ length: orders }, (_, order) => order);
  const workers = new Map<ChildProcess, Set<number>>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const over = new AbortController();
  let finish!: () => void;
  const finished = new Promise<void>((resolve) => (finish = resolve));

  const give = (worker: ChildProcess): void => {
    const order = ready.shift();
    if (order === undefined || !worker.connected) return;
    workers.get(worker)!.add(order);
    if (random() < TWICE) ready.push(order);
    // One that has just been killed cannot be told; its orders come back when its end is noticed.
    worker.send({ order } satisfies OrderRequest, () => undefined);
  };
  const giveToIdle = (): void => {
    for (const [worker, own] of workers) if (own.size === 0) give(worker);
  };
  const comeBack = (order: number, wait: number): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      ready.push(order);
      giveToIdle();
    }, wait);
    timers.add(timer);
  };
  const start = (): void => {
    const worker = fork(WORKER, [JSON.stringify(settings)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    workers.set(worker, new Set());
    worker.on('message', ({ order, isDone, wait, error }: OrderReport) => {
      workers.get(worker)?.delete(order);
      if (error !== undefined) errors[error] = (errors[error] ?? 0) + 1;
      if (isDone) done.add(order);
      else if (order >= 0 && !done.has(order)) comeBack(order, wait);
      if (done.size === orders) finish();
      give(worker);
    });
    worker.once('exit', () => {
      const left = [...(workers.get(worker) ?? [])].filter((order) => !done.has(order));
      workers.delete(worker);
      if (over.signal.aborted) return;
      ready.push(...left);
      start();
    });
  };

  const faults = breakCalls(sandbox.control, { random, speed });
  let kills = 0;
  let restarts = 0;
  const disturb = async (): Promise<void> => {
    while (!over.signal.aborted && kills < options.kills) {
      // Spread over the orders, so that kills come to the first as well as to the last.
      await sleep(50 + random() * 300);
      if (done.size < (kills / options.kills) * orders * 0.95) continue;
      const alive = [...workers.keys()];
      alive[Math.floor(random() * alive.length)]?.kill('SIGKILL');
      kills += 1;
    }
  };
  const restartServer = async (times: number): Promise<void> => {
    while (!over.signal.aborted && restarts < times) {
      await sleep(100);
      if (done.size < ((restarts + 1) / (times + 1)) * orders) continue;
      await restart?.();
      restarts += 1;
    }
  };
  try {
    for (let number = 0; number < count; number += 1) start();
    const disturbances = [disturb(), restartServer(restart ? (options.restarts ?? 0) : 0)];
    await Promise.race([finished, sleep(patience, undefined, { ref: false })]);
    over.abort();
    faults.stop();
    await Promise.all(disturbances);
    const unfinished = Array.from({ length: orders }, (_, order) => order).filter((order) => !done.has(order));
    // What is still to be executed late.
    await sandbox.control.advance('10m');
    return {
      kills,
      restarts,
      faults: faults.count(),
      errors,
      unfinished,
      ...(await checkOrders(sandbox.baseUrl, orders)),
    };
  } finally {
    over.abort();
    faults.stop();
    for (const timer of timers) clearTimeout(timer);
    for (const worker of workers.keys()) worker.kill('SIGKILL');
    await sandbox.close();
  }
}
