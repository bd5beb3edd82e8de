/**
 * `pnpm bench:sandbox`: the sandbox compared, in one run, with the Prism mock (create and read, over HTTP), and its start with that of an empty
 * server of the same framework that loads the spec. Fails when a ratio is worse than what the documentation promises.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { quantile } from './paired-comparison.ts';
import { RawClient } from './raw-client.ts';

/** At least this many times the requests per second of the mock. */
const LEAST_SPEED = 10;
/** At most this many times the start of an empty server. */
const MOST_START = 1.5;
const AT_ONCE = 8;
const PAIRS = { mock: 40, sandbox: 400 };
const ROUNDS = 7;
const STARTS = 9;

const script = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const SANDBOX = [script('packages/sandbox/dist/cli.js'), '--port', '0', '--check'];
const FLOOR = [script('bench/sandbox-floor.ts')];
const MOCK = [script('scripts/mock.ts')];

interface Server {
  readonly url: string;
  readonly child: ChildProcess;
}

async function start(command: readonly string[]): Promise<Server> {
  const child = spawn(process.execPath, [...command], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout! })) {
    const [url] = /http:\/\/[\w.:]+\d/.exec(line) ?? [];
    if (url !== undefined) return { url, child };
  }
  throw new Error(`${command[0]} did not start.`);
}

async function tokenOf(url: string): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'bench', client_secret: 'bench' });
  const response = await fetch(`${url}/oauth/token`, { method: 'POST', body });
  return String(((await response.json()) as { access_token?: string }).access_token);
}

/** From the start of the process to the end of its first answer, in ms. */
async function startTime(command: readonly string[]): Promise<number> {
  const begin = performance.now();
  const { url, child } = await start(command);
  await tokenOf(url);
  const time = performance.now() - begin;
  child.kill('SIGKILL');
  return time;
}

const NEW = JSON.stringify({
  intent: 'sale',
  basket_info: { sum: 1995, currency: 'EUR' },
  transactionRef: 'Order 10042',
});

/** Milliseconds for creating and reading one Smart Transaction, with several connections at once. */
async function timePerPair({ url }: Server, token: string, pairs: number): Promise<number> {
  const clients = Array.from({ length: AT_ONCE }, () => new RawClient(url));
  let left = pairs;
  const begin = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      while (left-- > 0) {
        const created = await client.request('POST', '/api/v2/Smart/Transactions', token, NEW);
        const [, id] = /"id":\s*"(STX_\w+)"/.exec(created)!;
        await client.request('GET', `/api/v2/Smart/Transactions/${id}`, token);
      }
    }),
  );
  const time = (performance.now() - begin) / pairs;
  for (const client of clients) client.close();
  return time;
}

const starts: number[] = [];
for (let round = 0; round < STARTS; round += 1) {
  const floor = await startTime(FLOOR);
  starts.push((await startTime(SANDBOX)) / floor);
}
const startRatio = quantile(starts, 0.5);
console.log(
  `Start to the first answer: ${startRatio.toFixed(2)} × an empty server that loads the spec (at most ${MOST_START}).`,
);

const mock = await start(MOCK);
const sandbox = await start(SANDBOX);
try {
  const tokens = { mock: await tokenOf(mock.url), sandbox: await tokenOf(sandbox.url) };
  await timePerPair(mock, tokens.mock, PAIRS.mock);
  await timePerPair(sandbox, tokens.sandbox, PAIRS.sandbox);
  const speeds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const ofMock = await timePerPair(mock, tokens.mock, PAIRS.mock);
    const ofSandbox = await timePerPair(sandbox, tokens.sandbox, PAIRS.sandbox);
    speeds.push(ofMock / ofSandbox);
    console.log(`  create and read: mock ${ofMock.toFixed(2)} ms, sandbox ${ofSandbox.toFixed(2)} ms`);
  }
  const speed = quantile(speeds, 0.5);
  console.log(`Create and read: ${speed.toFixed(1)} × the requests per second of the mock (at least ${LEAST_SPEED}).`);
  if (speed < LEAST_SPEED || startRatio > MOST_START) process.exitCode = 1;
} finally {
  mock.child.kill('SIGKILL');
  sandbox.child.kill('SIGKILL');
}
