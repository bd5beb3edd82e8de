/**
 * `pnpm bench:paging`: the cost of a loop over a list per item, compared in the same run with a bare loop that fetches and parses the same
 * pages, and the memory for a million items. Times are only printed. The memory is a test: it must not grow with the list.
 */
import { Paginator, Secuconnect } from '@secuconnect/client';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** How much the heap may vary during a million items, in bytes. */
const MAX_HEAP_SPREAD = 20 * 1024 * 1024;
const PAGE_SIZE = 100;

/** About the size of a Smart Transaction in a list. */
const item = (at: number): object => ({
  object: 'smart.transactions',
  id: `STX_${String(at).padStart(30, '0')}`,
  created: '2026-03-02T10:16:20+01:00',
  status: 'ok',
  basket_info: { sum: 1995, currency: 'EUR' },
  basket: { products: [{ id: 1, desc: 'Espresso', quantity: 1, priceOne: 1995, tax: 19, item_type: 'article' }] },
  transactionRef: `Order ${at}`,
  transactions: [{ object: 'payment.transactions', id: `PCI_${String(at).padStart(30, '0')}`, amount: 1995 }],
});

/** Two alternating pages: building a million items would cost more than the measured code. */
const texts = (total: number): string[] =>
  [0, PAGE_SIZE].map((from) =>
    JSON.stringify({ count: total, data: Array.from({ length: PAGE_SIZE }, (_, at) => item(from + at)) }),
  );

function clientOver(total: number): { secuconnect: Secuconnect; send: typeof fetch } {
  const bodies = texts(total);
  let requests = 0;
  const headers = { 'content-type': 'application/json' };
  const send = (async () => new Response(bodies[requests++ % 2], { headers })) as typeof fetch;
  return {
    secuconnect: new Secuconnect({ baseUrl: 'https://example.com/api/v2', auth: { token: 't' }, fetch: send }),
    send,
  };
}

async function bareLoop(send: typeof fetch, total: number): Promise<number> {
  let sum = 0;
  for (let offset = 0; offset < total; offset += PAGE_SIZE) {
    const response = await send(`https://example.com/api/v2/Smart/Transactions?count=${PAGE_SIZE}&offset=${offset}`);
    const page = JSON.parse(await response.text()) as { data: { basket_info: { sum: number } }[] };
    for (const one of page.data) sum += one.basket_info.sum;
  }
  return sum;
}

async function items(secuconnect: Secuconnect): Promise<number> {
  let sum = 0;
  for await (const one of secuconnect.smart.transactions.list({ count: PAGE_SIZE })) sum += one.basket_info?.sum ?? 0;
  return sum;
}

async function pages(secuconnect: Secuconnect): Promise<number> {
  let sum = 0;
  for await (const page of secuconnect.smart.transactions.list({ count: PAGE_SIZE }).pages())
    for (const one of page.data) sum += one.basket_info?.sum ?? 0;
  return sum;
}

const median = (values: number[]): number => values.toSorted((one, other) => one - other)[values.length >> 1]!;

/** Runs the ways alternately, so that a slow machine slows down all of them. */
async function compare(total: number, rounds: number): Promise<void> {
  const { secuconnect, send } = clientOver(total);
  const ways = {
    'bare loop': () => bareLoop(send, total),
    items: () => items(secuconnect),
    pages: () => pages(secuconnect),
  };
  const times: Record<string, number[]> = {};
  for (let round = -2; round < rounds; round++) {
    for (const [way, run] of Object.entries(ways)) {
      const start = process.cpuUsage();
      const sum = await run();
      const { user, system } = process.cpuUsage(start);
      if (sum !== total * 1995) throw new Error(`${way} returned ${sum / 1995} items instead of ${total}.`);
      if (round >= 0) (times[way] ??= []).push((user + system) / total);
    }
  }
  const bare = times['bare loop']!;
  console.log(
    `${rounds} × ${total.toLocaleString('en')} items alternately, ${PAGE_SIZE} per page, medians of the CPU time:`,
  );
  for (const [way, all] of Object.entries(times)) {
    const ratio = median(all.map((time, round) => time / bare[round]!));
    console.log(`  ${way.padEnd(10)} ${median(all).toFixed(2)} µs per item, ${ratio.toFixed(2)} × the bare loop`);
  }
}

async function memory(total: number, prefetch: boolean): Promise<boolean> {
  const { transactions } = clientOver(total).secuconnect.smart;
  const list = new Paginator(
    (position, options) => transactions.list(position, options),
    { count: PAGE_SIZE },
    { prefetch },
  );
  const heap: number[] = [];
  let seen = 0;
  for await (const _one of list) {
    if (++seen % (total / 20) !== 0) continue;
    collectGarbage();
    heap.push(process.memoryUsage().heapUsed);
  }
  // The first samples include the JIT compiler.
  const steady = heap.slice(2);
  const spread = Math.max(...steady) - Math.min(...steady);
  const fits = seen === total && spread <= MAX_HEAP_SPREAD;
  const mb = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);
  console.log(
    `${fits ? 'ok  ' : 'OVER'} ${seen.toLocaleString('en')} items${prefetch ? ', with prefetch' : ''}: heap between ${mb(Math.min(...steady))} and ${mb(Math.max(...steady))} MB, may vary by ${mb(MAX_HEAP_SPREAD)} MB`,
  );
  return fits;
}

await compare(10_000, 31);
await compare(100_000, 10);
const fits = (await memory(1_000_000, false)) && (await memory(1_000_000, true));
process.exitCode = fits ? 0 : 1;
