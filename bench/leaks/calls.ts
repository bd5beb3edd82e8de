/** The calling process of `pnpm bench:leaks`: makes calls that fail, and returns what is left of them. */
import { getEventListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Secuconnect } from '@secuconnect/client';
import { nodeFetch, undiciFetch } from '@secuconnect/client/node';
import { inputOfChild, returnToParent } from '../child.ts';
import { collectGarbage } from '../garbage.ts';
import { importPeer } from '../peers.ts';

export interface CallsInput {
  readonly origin: string;
  readonly calls: number;
  readonly atOnce: number;
  /** After which the server ends a connection without a request. */
  readonly keepAliveMs: number;
  readonly transport: 'fetch' | 'nodeFetch' | 'undiciFetch';
}

/** What is left after the calls. */
export interface Left {
  /** Of the heap, in bytes, after a full collection. */
  readonly before: number;
  readonly after: number;
  /** On the signal that all calls had. */
  readonly listeners: number;
  /** Those that keep a process running. */
  readonly timers: number;
  /** Open connections, right after the calls, and when the server has ended what is idle. */
  readonly sockets: number;
  readonly idleSockets: number;
  /** How the calls ended: error and its reason, with the number of calls. */
  readonly endings: Readonly<Record<string, number>>;
}

const WARM_UP_PART = 0.1;
const LEAST_WARM_UP = 6_000;
const TIMEOUT_MS = 5;
/** In turn. */
const FAILURES = ['STX_TIMEOUT', 'STX_RESET', 'STX_ERROR'];

/** Clients end idle connections when the server does, or up to some seconds later. */
const GRACE_MS = 6_000;

interface Handle {
  readonly type: string;
  readonly remoteEndpoint?: { readonly port: number } | null;
}
const { origin, calls, atOnce, keepAliveMs, transport } = inputOfChild<CallsInput>();
const { smart } = new Secuconnect({
  baseUrl: `${origin}/api/v2`,
  auth: { token: 'token' },
  maxRetries: 0,
  fetch: await send(),
});
const { signal } = new AbortController();

async function send(): Promise<ReturnType<typeof undiciFetch> | undefined> {
  if (transport === 'fetch') return undefined;
  if (transport === 'nodeFetch') return nodeFetch();
  const { Agent } = await importPeer('undici');
  return undiciFetch(new Agent({ connections: atOnce }));
}

async function fail(number: number): Promise<Record<string, number>> {
  const endings: Record<string, number> = {};
  let left = number;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      const id = FAILURES[left-- % FAILURES.length]!;
      const options = id === 'STX_TIMEOUT' ? { signal, timeout: TIMEOUT_MS } : { signal };
      const ending = await smart.transactions.get(id, undefined, options).then(
        () => 'success',
        ({ name }: Error) => `${id}: ${name}`,
      );
      endings[ending] = (endings[ending] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return endings;
}

/** The heap after collections, until none finds anything more: what has a finaliser is removed by the next one. */
async function heap(): Promise<number> {
  let smallest = Infinity;
  for (let round = 0; round < 12; round++) {
    collectGarbage();
    smallest = Math.min(smallest, process.memoryUsage().heapUsed);
    await wait(100);
  }
  return smallest;
}

/** Handles of connections to the server, in use or not; the report has all handles of the process. */
function openSockets(): number {
  const { libuv } = process.report.getReport() as unknown as { libuv: Handle[] };
  const { port } = new URL(origin);
  return libuv.filter(({ type, remoteEndpoint }) => type === 'tcp' && String(remoteEndpoint?.port) === port).length;
}

/** Idle connections hold memory too: they have ended when the heap is measured, before as after. */
const connectionsEnd = (): Promise<void> => wait(keepAliveMs + GRACE_MS);

await fail(Math.max(calls * WARM_UP_PART, LEAST_WARM_UP));
await connectionsEnd();
const before = await heap();
const endings = await fail(calls);
const sockets = openSockets();
const listeners = getEventListeners(signal, 'abort').length;
await connectionsEnd();
const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
const idleSockets = openSockets();
returnToParent({ before, after: await heap(), listeners, timers, sockets, idleSockets, endings } satisfies Left);
