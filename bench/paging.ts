/**
 * `pnpm bench:paging`: what a loop over a list costs per item, compared in the same run with a bare loop that fetches and parses the same
 * pages; and how much memory a million items take. Times are printed only. The memory is a test: it must not grow with the list.
 */
import { Paginator, Secuconnect } from '@secuconnect/client';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** How much the heap may move while a million items go by, in bytes. */
const LIMIT = 20 * 1024 * 1024;
const PAGE = 100;

/** About what one Smart Transaction of a list weighs. */
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

/** Two pages in turn: building a million items would cost more than what is measured. */
const texts = (total: number): string[] =>
  [0, PAGE].map((from) =>
    JSON.stringify({ count: total, data: Array.from({ length: PAGE }, (_, at) => item(from + at)) }),
  );

function clientOver(total: number): { secuconnect: Secuconnect; send: typeof fetch } {
  const bodies = texts(total);
  let asked = 0;
  const headers = { 'content-type': 'application/json' };
  const send = (async () => new Response(bodies[asked++ % 2], { headers })) as typeof fetch;
  return {
    secuconnect: new Secuconnect({ baseUrl: 'https://example.com/api/v2', auth: { token: 't' }, fetch: send }),
    send,
  };
}

async function bareLoop(send: typeof fetch, total: number): Promise<number> {
  let sum = 0;
  for (let offset = 0; offset < total; offset += PAGE) {
    const response = await send(`https://example.com/api/v2/Smart/Transactions?count=${PAGE}&offset=${offset}`);
    const page = JSON.parse(await response.text()) as { data: { basket_info: { sum: number } }[] };
    for (const one of page.data) sum += one.basket_info.sum;
  }
  return sum;
}

async function items(secuconnect: Secuconnect): Promise<number> {
  let sum = 0;
  for await (const one of secuconnect.smart.transactions.list({ count: PAGE })) sum += one.basket_info?.sum ?? 0;
  return sum;
}

async function pages(secuconnect: Secuconnect): Promise<number> {
  let sum = 0;
  for await (const page of secuconnect.smart.transactions.list({ count: PAGE }).pages())
    for (const one of page.data) sum += one.basket_info?.sum ?? 0;
  return sum;
}

const median = (values: number[]): number => values.toSorted((one, other) => one - other)[values.length >> 1]!;

/** In turn, so that whatever slows the machine down slows all of them down. */
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
      if (sum !== total * 1995) throw new Error(`${way} saw ${sum / 1995} items instead of ${total}.`);
      if (round >= 0) (times[way] ??= []).push((user + system) / total);
    }
  }
  const bare = times['bare loop']!;
  console.log(
    `${rounds} × ${total.toLocaleString('en')} items in turn, ${PAGE} a page, medians of the processor time:`,
  );
  for (const [way, all] of Object.entries(times)) {
    const ratio = median(all.map((time, round) => time / bare[round]!));
    console.log(`  ${way.padEnd(10)} ${median(all).toFixed(2)} µs an item, ${ratio.toFixed(2)} × the bare loop`);
  }
}

async function memory(total: number, prefetch: boolean): Promise<boolean> {
  const { transactions } = clientOver(total).secuconnect.smart;
  const list = new Paginator(
    (position, options) => transactions.list(position, options),
    { count: PAGE },
    { prefetch },
  );
  const heap: number[] = [];
  let seen = 0;
  for await (const _one of list) {
    if (++seen % (total / 20) !== 0) continue;
    collectGarbage();
    heap.push(process.memoryUsage().heapUsed);
  }
  // The first samples still see the compiler at work.
  const steady = heap.slice(2);
  const spread = Math.max(...steady) - Math.min(...steady);
  const fits = seen === total && spread <= LIMIT;
  const mb = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);
  console.log(
    `${fits ? 'ok  ' : 'OVER'} ${seen.toLocaleString('en')} items${prefetch ? ', reading ahead' : ''}: heap between ${mb(Math.min(...steady))} and ${mb(Math.max(...steady))} MB, may move by ${mb(LIMIT)} MB`,
  );
  return fits;
}

await compare(10_000, 31);
await compare(100_000, 10);
const fits = (await memory(1_000_000, false)) && (await memory(1_000_000, true));
process.exitCode = fits ? 0 : 1;
