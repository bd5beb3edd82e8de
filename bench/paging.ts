/**
 * `pnpm bench:paging`: the cost of a loop over a list per item, compared in the same run with a bare loop that fetches and parses the same
 * pages, and the memory for a million items. Times are only printed. The memory is a test: it must not grow with the list.
 */
import { Paginator, Secuconnect } from '@secuconnect/client';
import { collectGarbage } from './garbage.ts';
import { isReached, publish, times, whole, type Aim } from './report.ts';

/** The list over the bare loop, in processor time. */
const MOST_OVER_BARE_LOOP = 1.05;
/** How much the heap may vary during a million items, in bytes. */
const MAX_HEAP_SPREAD = 20 * 1024 * 1024;
const PAGE_SIZE = 100;
/** The aim is about this one; a short one also has the costs of a first page. */
const LONG_LIST = 1_000_000;

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
  const end = JSON.stringify({ count: total, data: [] });
  const headers = { 'content-type': 'application/json' };
  const send = (async (url: string) => {
    const offset = Number(/offset=(\d+)/.exec(url)?.[1] ?? 0);
    return new Response(offset < total ? bodies[(offset / PAGE_SIZE) % 2] : end, { headers });
  }) as typeof fetch;
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

const rows: string[][] = [];
const aims: Aim[] = [];

/** Runs the ways alternately, so that a slow machine slows down all of them. */
async function compare(total: number, rounds: number): Promise<void> {
  const { secuconnect, send } = clientOver(total);
  const ways = {
    'bare loop': () => bareLoop(send, total),
    items: () => items(secuconnect),
    pages: () => pages(secuconnect),
  };
  const taken: Record<string, number[]> = {};
  for (let round = -2; round < rounds; round++) {
    for (const [way, run] of Object.entries(ways)) {
      const start = process.cpuUsage();
      const sum = await run();
      const { user, system } = process.cpuUsage(start);
      if (sum !== total * 1995) throw new Error(`${way} returned ${sum / 1995} items instead of ${total}.`);
      if (round >= 0) (taken[way] ??= []).push((user + system) / total);
    }
  }
  const bare = taken['bare loop']!;
  for (const [way, all] of Object.entries(taken)) {
    const ratio = median(all.map((time, round) => time / bare[round]!));
    rows.push([`${whole(total)} items, ${way}`, String(rounds), `${median(all).toFixed(2)} µs`, times(ratio)]);
    if (way !== 'bare loop' && total === LONG_LIST)
      aims.push({
        what: `${whole(total)} items, ${way}, over the bare loop`,
        value: ratio,
        atMost: MOST_OVER_BARE_LOOP,
      });
  }
}

/** How much the heap varies during the list, in bytes. */
async function heapSpread(total: number, prefetch: boolean): Promise<Aim> {
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
  if (seen !== total) throw new Error(`The list returned ${seen} items instead of ${total}.`);
  // The first samples include the JIT compiler.
  const steady = heap.slice(2);
  return {
    what: `${whole(total)} items${prefetch ? ', with prefetch' : ''}: how much the heap varies`,
    value: Math.max(...steady) - Math.min(...steady),
    atMost: MAX_HEAP_SPREAD,
    unit: 'bytes',
  };
}

await compare(10_000, 31);
await compare(LONG_LIST, 5);
const spreads = [await heapSpread(LONG_LIST, false), await heapSpread(LONG_LIST, true)];
publish({
  tables: [
    {
      title: `Lists, ${PAGE_SIZE} items per page: processor time per item`,
      columns: ['list', 'rounds', 'median', '× the bare loop'],
      rows,
    },
  ],
  aims: [...aims, ...spreads],
});
process.exitCode = spreads.every(isReached) ? 0 : 1;
