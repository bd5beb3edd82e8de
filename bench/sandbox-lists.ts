/**
 * `node bench/sandbox-lists.ts`: what lists of the sandbox cost when it holds much. Both ratios come from the same run: the time of a page out of 100,000
 * transactions to that out of 1,000, and the memory of a transaction with its indexes to its JSON.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SandboxClock, isoTime } from '../packages/sandbox/src/engine/clock.ts';
import { Ids } from '../packages/sandbox/src/engine/ids.ts';
import { Lists } from '../packages/sandbox/src/lists/lists.ts';
import type { ListQuery } from '../packages/sandbox/src/lists/list-query.ts';
import { Store } from '../packages/sandbox/src/store/store.ts';
import { quantile } from './paired-comparison.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const KIND = 'smart.transactions';
const ROUNDS = 200;
const START = Date.UTC(2026, 0, 1);
const STATES = ['ok', 'ok', 'ok', 'created', 'pending', 'failed', 'aborted'];

const memory = (): number => {
  collectGarbage();
  collectGarbage();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + Math.max(external, arrayBuffers);
};

const before = memory();
const large = filled(100_000);
let json = 0;
for (const text of large.store.texts(KIND)) json += text.length;
const bare = memory() - before;

const queries: [name: string, query: ListQuery][] = [
  ['filter and sort', { q: 'status:ok AND basket_info.sum:[1000 TO 2000]', sort: 'created:desc', count: 20 }],
  ['one id', { q: `transactions.id:${large.paymentId}` }],
  ['sort alone', { sort: 'created:desc' }],
  ['half of all, two sort fields', { q: 'created:[2026-01-15 TO *]', sort: 'status:asc,basket_info.sum:desc' }],
  ['no query', {}],
];
for (const [, query] of queries) list(large.lists, query);
const indexed = memory() - before;
console.log(
  `${(json / 100_000 / 1000).toFixed(2)} kB of JSON; in memory ${(bare / json).toFixed(2)} × that, with 5 indexes ${(indexed / json).toFixed(2)} ×`,
);
list(large.lists, { q: '"nothing at all"' });
console.log(`and with an index of all values, ${((memory() - before) / json).toFixed(2)} ×`);

const small = filled(1000);
console.log('a page out of 100,000 to one out of 1,000 · µs');
for (const [name, query] of queries) {
  const here = name === 'one id' ? { q: `transactions.id:${small.paymentId}` } : query;
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    times[0].push(timeOf(() => list(small.lists, here)));
    times[1].push(timeOf(() => list(large.lists, query)));
  }
  const [few, many] = times.map((taken) => quantile(taken.slice(ROUNDS / 4), 0.5)) as [number, number];
  console.log(
    `${(many / few).toFixed(2).padStart(6)} × · ${few.toFixed(0).padStart(4)} → ${many.toFixed(0).padStart(4)}  ${name}`,
  );
}

function list(lists: Lists, query: ListQuery): number {
  return lists.page(KIND, query, { expand: () => undefined, schema: {} }).data.length;
}

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) * 1000;
}

function filled(size: number) {
  const store = new Store();
  const clock = new SandboxClock(START);
  const ids = new Ids(counter(), 1);
  const lists = new Lists({ store, clock, ids, lag: () => 0 });
  let paymentId = '';
  for (let number = 0; number < size; number += 1) {
    clock.moveTo(START + Math.floor((number / size) * 30 * 86_400_000));
    paymentId = ids.id('PCI_');
    store.put(KIND, transaction(ids, isoTime(clock.now()), number, paymentId));
  }
  return { store, lists, paymentId };
}

function counter(): (name: string) => number {
  let count = 0;
  return () => count++;
}

function transaction(ids: Ids, created: string, number: number, paymentId: string) {
  const sum = 500 + ((number * 7919) % 4000);
  const merchant = { object: 'general.merchants', id: 'MRC_5P1RXK7MW2N8Q4T6V9Y3Z0C5E7G2J' };
  const contract = { object: 'general.contracts', id: 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1' };
  return {
    object: KIND,
    id: ids.id('STX_'),
    merchant: { ...merchant, companyname: 'Example Coffee GmbH' },
    contract,
    customer: {
      object: 'payment.customers',
      id: ids.id('PCU_'),
      contract,
      contact: {
        forename: 'Erika',
        surname: `Beispiel ${number % 997}`,
        email: `erika.${number}@example.com`,
        phone: `+49355${number}`,
        address: { street: 'Musterweg', street_number: '12a', postal_code: '01896', city: 'Pulsnitz', country: 'DE' },
      },
      created,
    },
    created,
    updated: created,
    status: STATES[number % STATES.length],
    intent: 'sale',
    basket: {
      products: [
        {
          id: 1,
          item_type: 'article',
          desc: 'Espresso beans, 1 kg',
          articleNumber: 'BEAN-1000',
          ean: '4006381333931',
          quantity: 1,
          priceOne: sum - 400,
          tax: 7,
        },
        { id: 2, item_type: 'shipping', desc: 'Parcel', quantity: 1, priceOne: 400, tax: 19 },
      ],
    },
    basket_info: { sum, currency: 'EUR' },
    transactionRef: `Order ${10_000 + number}`,
    merchantRef: `Customer ${number % 5000}`,
    is_demo: true,
    application_context: {
      checkout_template: 'COT_WD0DE66HN2XWJHW8JM88003YG0NEA2',
      language: 'en',
      return_urls: {
        url_success: 'https://shop.example.com/checkout/done',
        url_error: 'https://shop.example.com/checkout/failed',
        url_abort: 'https://shop.example.com/checkout/basket',
        url_push: 'https://shop.example.com/hooks/secuconnect',
      },
    },
    payment_method: 'debit',
    trans_id: 40_000_000 + number,
    container: { object: 'payment.containers', id: ids.id('PCT_'), type: 'bank_account' },
    transactions: [
      {
        object: 'payment.transactions',
        id: paymentId,
        merchant,
        contract,
        trans_id: 40_000_000 + number,
        product_id: 20,
        amount: sum,
        currency: 'EUR',
        created,
        updated: created,
        status: 11,
        status_text: 'abgeschlossen',
      },
    ],
  };
}
