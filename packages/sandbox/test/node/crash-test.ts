import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../src/node/cli.ts', import.meta.url));
/** How many writes of a round are acknowledged before the sandbox is killed: a number of writes, since a busy machine makes few in any time. */
const ACKNOWLEDGED = { least: 10, most: 150 };
/** How long after them it is killed at most, in milliseconds: a write may then be at any of its steps. */
const LATER = 20;

/** What the writers were told that is kept: the latest reference of each Smart Transaction. */
type Acknowledged = Map<string, string>;

export interface CrashResult {
  readonly rounds: number;
  readonly writes: number;
  /** Acknowledged writes that a restart did not find. */
  readonly lost: readonly string[];
  /** Objects that a restart found incomplete. */
  readonly broken: readonly string[];
}

export interface CrashOptions {
  readonly folder: string;
  readonly rounds: number;
  readonly writers: number;
  /** A number from 0 up to, but not including, 1. */
  readonly random: () => number;
}

/**
 * Starts a sandbox over a database, writes to it from several connections, kills it with SIGKILL at a random moment, and checks after the next
 * start that nothing that was acknowledged is lost, and nothing is half written.
 */
export async function crashTest({ folder, rounds, writers, random }: CrashOptions): Promise<CrashResult> {
  const acknowledged: Acknowledged = new Map();
  const lost: string[] = [];
  const broken: string[] = [];
  let writes = 0;
  let enough = (): void => {};
  let wanted = 0;
  const acknowledge = (id: string, reference: string): void => {
    acknowledged.set(id, reference);
    writes += 1;
    if (writes >= wanted) enough();
  };
  for (let round = 0; round <= rounds; round += 1) {
    const { url, child } = await start(folder);
    const token = await tokenOf(url);
    for (const [id, reference] of acknowledged) {
      const found = await read(url, token, id);
      if (!found) lost.push(`${id} of round ${round}`);
      else if (!isComplete(found)) broken.push(id);
      // A write that was not acknowledged may be there or not; it never undoes an acknowledged one.
      else if (stepOf(found.merchantRef) < stepOf(reference)) lost.push(`${reference} of ${id} in round ${round}`);
    }
    if (round === rounds) {
      child.kill('SIGTERM');
      await once(child, 'exit');
      break;
    }
    const { least, most } = ACKNOWLEDGED;
    wanted = writes + least + Math.floor(random() * (most - least));
    const written = new Promise<void>((resolve) => (enough = resolve));
    const end = new AbortController();
    const working = Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        for (let at = 0; !end.signal.aborted; at += 1)
          await write(url, token, `${round}-${writer} ${at}`, acknowledge).catch(() => undefined);
      }),
    );
    await written;
    await new Promise((resolve) => setTimeout(resolve, random() * LATER));
    child.kill('SIGKILL');
    end.abort();
    await Promise.all([once(child, 'exit'), working]);
  }
  return { rounds, writes, lost, broken };
}

interface Found {
  readonly id?: string;
  readonly status?: string;
  readonly merchantRef?: string;
  readonly basket_info?: { readonly sum?: number };
}

const isComplete = ({ id, status, basket_info }: Found): boolean =>
  id !== undefined && status === 'created' && basket_info?.sum === 1995;

/** The step of a write, which ends its reference. */
const stepOf = (reference = ''): number => Number(reference.split(' ')[2] ?? -1);

/** Creates a Smart Transaction, and changes it twice. */
async function write(
  url: string,
  token: string,
  name: string,
  acknowledge: (id: string, reference: string) => void,
): Promise<void> {
  let path = '';
  for (const step of [0, 1, 2]) {
    const merchantRef = `${name} ${step}`;
    const response = await fetch(`${url}/api/v2/Smart/Transactions${path}`, {
      method: step === 0 ? 'POST' : 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ merchantRef, basket_info: { sum: 1995, currency: 'EUR' } }),
    });
    if (!response.ok) throw new Error(await response.text());
    const { id } = (await response.json()) as Found;
    acknowledge(id!, merchantRef);
    path = `/${id}`;
  }
}

async function read(url: string, token: string, id: string): Promise<Found | undefined> {
  const response = await fetch(`${url}/api/v2/Smart/Transactions/${id}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return response.ok ? ((await response.json()) as Found) : undefined;
}

async function tokenOf(url: string): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'crash', client_secret: 'test' });
  const response = await fetch(`${url}/oauth/token`, { method: 'POST', body });
  return ((await response.json()) as { access_token: string }).access_token;
}

async function start(folder: string): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', CLI, '--port', '0', '--data', folder],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  for await (const line of createInterface({ input: child.stdout! })) {
    const [, url] = /listens on (\S+)\.$/.exec(line) ?? [];
    if (url !== undefined) return { url, child };
  }
  throw new Error('The sandbox did not start.');
}
