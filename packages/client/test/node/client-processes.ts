import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The store that the processes share: files in a directory, the Redis at a socket, or the tables of a PostgreSQL. */
export interface StoreLocation {
  readonly directory?: string;
  readonly socket?: string;
  readonly keyPrefix?: string;
  /** The URL of a PostgreSQL, with the tables of the stores. */
  readonly postgres?: string;
}
/** A request to make a call. */
export interface CallRequest {
  /** How far the clock of the process is ahead, in ms. */
  readonly clockOffset: number;
}
/** A message of a process: it is ready, or its call has ended. */
export interface ProcessMessage {
  readonly ready?: true;
  /** Id of the object that the call returned. */
  readonly result?: string;
  readonly error?: string;
}

const PROGRAM = fileURLToPath(new URL('client-process.ts', import.meta.url));

/** Starts processes that share a store. */
export async function startClientProcesses(baseUrl: string, store: StoreLocation, count = 20) {
  const processes = Array.from({ length: count }, () => fork(PROGRAM, [baseUrl, JSON.stringify(store)]));
  await Promise.all(processes.map(nextMessage));
  return {
    /** Lets all processes make a call at the same time, and returns the results. */
    callFromAll: (clockOffset = 0): Promise<ProcessMessage[]> =>
      Promise.all(
        processes.map((one) => {
          one.send({ clockOffset } satisfies CallRequest);
          return nextMessage(one);
        }),
      ),
    /** Ends these processes, and no others. */
    stop: () => Promise.all(processes.map((one) => (one.kill('SIGKILL'), once(one, 'exit')))),
  };
}

async function nextMessage(process: ChildProcess): Promise<ProcessMessage> {
  const exited = once(process, 'exit').then(([code]) => {
    throw new Error(`A client process has exited with ${code}.`);
  });
  const [message] = (await Promise.race([once(process, 'message'), exited])) as [ProcessMessage];
  return message;
}
