import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface StoreOptions {
  readonly directory?: string;
  readonly socket?: string;
  readonly prefix?: string;
}
/** Make a call, with a clock that is ahead by so many ms. */
export interface ToWorker {
  readonly ahead: number;
}
export interface FromWorker {
  readonly ready?: true;
  readonly done?: string;
  readonly failed?: string;
}

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

/** Twenty processes, or as many as asked for, that share a store. */
export async function startFleet(baseUrl: string, store: StoreOptions, size = 20) {
  const processes = Array.from({ length: size }, () => fork(WORKER, [baseUrl, JSON.stringify(store)]));
  await Promise.all(processes.map((one) => next(one)));
  return {
    /** Lets all of them make a call at the same time, and tells how each one went. */
    call: (ahead = 0): Promise<FromWorker[]> =>
      Promise.all(
        processes.map((one) => {
          one.send({ ahead } satisfies ToWorker);
          return next(one);
        }),
      ),
    /** Ends only these processes. */
    stop: () => Promise.all(processes.map((one) => (one.kill('SIGKILL'), once(one, 'exit')))),
  };
}

async function next(process: ChildProcess): Promise<FromWorker> {
  const gone = once(process, 'exit').then(([code]) => {
    throw new Error(`A process of the fleet has ended with ${code}.`);
  });
  const [message] = (await Promise.race([once(process, 'message'), gone])) as [FromWorker];
  return message;
}
