import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Secuconnect } from '@secuconnect/client';
import { start } from '../processes.ts';

const RECEIVER = fileURLToPath(new URL('receiver-program.ts', import.meta.url));

/** Longer than every delay of `listen` after a receiver was down, in ms. */
const STUCK_AFTER_MS = 15_000;

export interface CrashOptions {
  readonly folder: string;
  readonly payments: number;
  readonly receiverKills: number;
  readonly listenKills: number;
  /** A number from 0 up to, but not including, 1. */
  readonly random: () => number;
}

export interface CrashResult {
  /** Pushes in the log of the sandbox. */
  readonly pushes: number;
  readonly receiverKills: number;
  readonly listenKills: number;
  /** Attempts that ended without status 200. */
  readonly failedAttempts: number;
  /** Deliveries of pushes that had been booked before. */
  readonly duplicates: number;
  readonly lost: readonly string[];
  readonly bookedTwice: readonly string[];
  readonly unknown: readonly string[];
  /** Payments whose pushes were booked in another order than that of the log. */
  readonly outOfOrder: readonly string[];
  /** Payments whose last booking is not their state, or has the reference of another one. */
  readonly wrong: readonly string[];
  readonly exitCode: number | null;
}

interface Booking {
  readonly event: string;
  readonly payment: string;
  readonly status: number;
  readonly reference?: string;
}

/**
 * Makes payments in a sandbox, whose pushes `listen` delivers to a shop; each is a process of its own. Shop and `listen` are killed with SIGKILL at random
 * moments and started again. At the end, what the shop has booked is compared with the log of the sandbox.
 */
export async function crashTest(options: CrashOptions): Promise<CrashResult> {
  const started: ChildProcess[] = [];
  try {
    return await crash(options, started);
  } finally {
    for (const child of started) child.kill('SIGKILL');
  }
}

async function crash(options: CrashOptions, started: ChildProcess[]): Promise<CrashResult> {
  const { folder, payments, random } = options;
  const remember = (child: ChildProcess): ChildProcess => {
    started.push(child);
    return child;
  };
  const sandbox = remember(start(['sandbox', '--port', '0', '--json'], { XDG_CONFIG_HOME: folder }));
  sandbox.stderr!.pipe(process.stderr);
  const { baseUrl, url } = await firstLine<{ baseUrl: string; url: string }>(sandbox);
  const env = {
    SECUCONNECT_BASE_URL: baseUrl,
    SECUCONNECT_CLIENT_ID: 'shop',
    SECUCONNECT_CLIENT_SECRET: 'a-secret-of-tests',
    SECUCONNECT_PUSH_KEYS: '2026-03:a-secret-of-at-least-16-characters',
    XDG_CONFIG_HOME: folder,
  };
  const log = { delivered: 0, failedAttempts: 0 };

  let shop = remember(startShop('0', folder, env));
  const { port } = await firstLine<{ port: number }>(shop);
  let listen = remember(await startListen(port, env, log));
  const kills = { shop: 0, listen: 0 };
  const killShop = async (): Promise<void> => {
    await kill(shop);
    kills.shop++;
    // Sometimes `listen` finds no receiver, sometimes only a broken connection.
    await wait(random() * 300);
    shop = remember(startShop(String(port), folder, env));
    await firstLine(shop);
  };
  const killListen = async (): Promise<void> => {
    await kill(listen);
    kills.listen++;
    await wait(random() * 300);
    listen = remember(await startListen(port, env, log));
  };

  const crashes = [
    ...Array.from({ length: options.receiverKills }, () => ({ at: random(), crashNow: killShop })),
    ...Array.from({ length: options.listenKills }, () => ({ at: random(), crashNow: killListen })),
  ].sort((one, other) => one.at - other.at);
  const failed = new AbortController();
  const paying = makePayments(url, baseUrl, payments);
  paying.catch(() => failed.abort());
  // Two pushes per payment: the last kills meet the last pushes.
  const bookings = (): Booking[] => linesOf<Booking>(join(folder, 'bookings.jsonl'));
  /** Waits for so many bookings, unless none is added any more: what is lost never comes. */
  const reached = async (count: number): Promise<void> => {
    for (let [before, idle] = [-1, 0]; idle < STUCK_AFTER_MS && !failed.signal.aborted; idle += 5) {
      const now = bookings().length;
      if (now >= count) return;
      if (now > before) [before, idle] = [now, 0];
      await wait(5);
    }
  };
  for (const { at, crashNow } of crashes) {
    await reached(at * payments * 2 * 0.95);
    await wait(random() * 30);
    await crashNow();
  }
  const references = await paying;
  const events = await feedOf(url);
  const ids = events.map(({ event }) => event.id);
  const isThere = (): boolean => {
    const booked = new Set(bookings().map(({ event }) => event));
    return ids.every((id) => booked.has(id));
  };
  for (let waited = 0; waited < 2 * STUCK_AFTER_MS && !isThere(); waited += 100) await wait(100);
  // What comes too often would come now.
  await wait(1_000);
  listen.kill('SIGINT');
  const [exitCode] = (await once(listen, 'exit')) as [number | null];
  const states = await statesOf(baseUrl, [...references.keys()]);
  for (const child of [shop, sandbox]) await kill(child);

  const all = bookings();
  const count = new Map<string, number>();
  for (const { event } of all) count.set(event, (count.get(event) ?? 0) + 1);
  const last = new Map(all.map((booking) => [booking.payment, booking]));
  const order = (lines: readonly { payment: string; event: string }[], payment: string): string =>
    lines.flatMap((line) => (line.payment === payment ? [line.event] : [])).join();
  const logged = events.map(({ event }) => ({ event: event.id, payment: event.data[0]!.id }));
  return {
    pushes: ids.length,
    receiverKills: kills.shop,
    listenKills: kills.listen,
    failedAttempts: log.failedAttempts,
    duplicates: existsSync(join(folder, 'duplicates.txt'))
      ? readFileSync(join(folder, 'duplicates.txt'), 'utf8').split('\n').length - 1
      : 0,
    lost: ids.filter((id) => !count.has(id)),
    bookedTwice: [...count].flatMap(([id, times]) => (times > 1 ? [id] : [])),
    unknown: [...count.keys()].filter((id) => !ids.includes(id)),
    outOfOrder: [...references.keys()].filter((id) => order(all, id) !== order(logged, id)),
    wrong: [...references].flatMap(([id, reference]) => {
      const booking = last.get(id);
      return booking?.reference === reference && booking.status === states.get(id) ? [] : [id];
    }),
    exitCode,
  };
}

/** Prepayments, for each of which a transfer arrives. @returns The order number of each payment. */
async function makePayments(url: string, baseUrl: string, count: number): Promise<Map<string, string>> {
  const { smart } = clientOf(baseUrl);
  const references = new Map<string, string>();
  let next = 0;
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      while (next < count) {
        const order = String(10_000 + next++);
        const { id } = await smart.transactions.create({
          contract: { id: 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1' },
          intent: 'sale',
          customer: { contact: { forename: 'Erika', surname: 'Muster', email: 'erika@example.com' } },
          basket_info: { sum: 1995, currency: 'EUR' },
          // An address that the sandbox itself cannot reach.
          application_context: { return_urls: { url_push: `http://127.0.0.1:1/pushes?push_ref=${order}` } },
        });
        const { transactions } = await smart.transactions.start(id, 'prepaid');
        const payment = transactions![0]!.id!;
        references.set(payment, order);
        const response = await fetch(`${url}/_sandbox/payments/${payment}/transfer`, { method: 'POST', body: '{}' });
        if (!response.ok) throw new Error(await response.text());
      }
    }),
  );
  return references;
}

const clientOf = (baseUrl: string): Secuconnect =>
  new Secuconnect({ baseUrl, auth: { clientId: 'shop', clientSecret: 'a-secret-of-tests' } });

async function statesOf(baseUrl: string, ids: readonly string[]): Promise<Map<string, number>> {
  const { payment } = clientOf(baseUrl);
  const states = new Map<string, number>();
  for (const id of ids) states.set(id, (await payment.transactions.get(id)).details!.status_simple as number);
  return states;
}

interface Fed {
  readonly event: { readonly id: string; readonly data: readonly { readonly id: string }[] };
}

/** The whole log of the sandbox. */
async function feedOf(url: string): Promise<Fed[]> {
  const all: Fed[] = [];
  for (let after = 0; ;) {
    const response = await fetch(`${url}/_sandbox/pushes/feed?after=${after}&limit=1000`);
    const { pushes, cursor } = (await response.json()) as { pushes: Fed[]; cursor: number };
    if (pushes.length === 0) return all;
    all.push(...pushes);
    after = cursor;
  }
}

function startShop(port: string, folder: string, env: Readonly<Record<string, string>>): ChildProcess {
  const child = spawn(process.execPath, [RECEIVER, port, folder], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stderr.pipe(process.stderr);
  return child;
}

async function startListen(
  port: number,
  env: Readonly<Record<string, string>>,
  log: { delivered: number; failedAttempts: number },
): Promise<ChildProcess> {
  const child = start(['listen', '--forward-to', `http://127.0.0.1:${port}/pushes`, '--sign', '--json'], env);
  child.stderr!.pipe(process.stderr);
  const lines = createInterface({ input: child.stdout! });
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('`listen` did not start.')));
    lines.on('line', (line) => {
      const { listening, summary, status } = JSON.parse(line) as {
        listening?: object;
        summary?: object;
        status?: number;
      };
      if (listening) resolve();
      else if (!summary) log[status === 200 ? 'delivered' : 'failedAttempts']++;
    });
  });
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function firstLine<Result>(child: ChildProcess): Promise<Result> {
  for await (const line of createInterface({ input: child.stdout! })) return JSON.parse(line) as Result;
  throw new Error('A process did not start.');
}

/** The whole lines of a file that another process may be writing. */
function linesOf<Line>(path: string): Line[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
}
