import { describe, expect, test } from 'vitest';
import { LIST_IDS } from './list-ids.ts';
import { openSteps, SALE, text, type Json, type Steps } from './steps.ts';

async function withCustomers(count: number): Promise<Steps> {
  const steps = openSteps();
  for (let index = 0; index < count; index++)
    await steps.ask('POST', '/Payment/Customers', {
      contact: { ...SALE.customer.contact, surname: `Payer${String(index).padStart(2, '0')}` },
    });
  return steps;
}

const CUSTOMERS = '/Payment/Customers';
const surnames = (data: Json[]): string[] => data.map(({ contact }) => contact.surname);

describe('a list', () => {
  test('counts all that matches, and has a page of twenty', async () => {
    const { ask } = await withCustomers(25);
    const { body } = await ask('GET', CUSTOMERS);
    expect(Object.keys(body).sort()).toEqual(['count', 'data']);
    expect([body.count, body.data.length]).toEqual([25, 20]);
    const rest = (await ask('GET', `${CUSTOMERS}?offset=20&count=50`)).body;
    expect([rest.count, rest.data.length]).toEqual([25, 5]);
  });

  test.each(LIST_IDS)('of %s that finds nothing is empty, and no error', async (_id, path) => {
    const { ask } = openSteps();
    const { status, body } = await ask('GET', `${path}?q=id:nothing`);
    expect([status, body]).toEqual([200, { count: 0, data: [] }]);
  });

  test('is sorted by several fields, in two notations', async () => {
    const { ask } = await withCustomers(3);
    const sorted = ['Payer02', 'Payer01', 'Payer00'];
    const today = (await ask('GET', `${CUSTOMERS}?sort=contact.surname:desc,created:asc`)).body;
    expect(surnames(today.data)).toEqual(sorted);
    const older = (await ask('GET', `${CUSTOMERS}?sort[contact.surname]=desc`)).body;
    expect(surnames(older.data)).toEqual(sorted);
  });

  test.each([
    ['contact.surname:Payer0*', 3],
    ['contact.surname:payer0?', 3],
    ['NOT contact.surname:Payer01', 2],
    ['(NOT contact.surname:payer00*) AND (contact.surname:[payer01 TO payer02])', 2],
    ['contact.surname:"Payer01" OR contact.surname:"Payer02"', 2],
    ['_exists_:contact.surname', 3],
    ['!(contact.surname:Payer01)', 2],
    ['contact.nationality:*', 0],
    ['created:[2024-01-01 TO *]', 3],
  ])('finds by %s', async (q, count) => {
    const { ask } = await withCustomers(3);
    expect((await ask('GET', `${CUSTOMERS}?q=${encodeURIComponent(q)}`)).body.count).toBe(count);
  });

  test('has only the fields that are wanted', async () => {
    const { ask } = await withCustomers(1);
    const { data } = (await ask('GET', `${CUSTOMERS}?fields=contact.surname`)).body;
    expect(data).toEqual([{ object: 'payment.customers', id: text, contact: { surname: 'Payer00' } }]);
  });

  test('shows what a link leads to', async () => {
    const { ask } = await withCustomers(1);
    const { data } = (await ask('GET', `${CUSTOMERS}?expand=merchant`)).body;
    expect(data[0].merchant).toHaveProperty('user');
  });

  test('says what its fields are, with or without its objects', async () => {
    const { ask } = await withCustomers(1);
    const only = (await ask('GET', `${CUSTOMERS}?meta=only`)).body;
    expect(only).toMatchObject({ count: 0, data: [], meta: { id: { type: 'string' } } });
    expect(only.meta['contact.surname']).toMatchObject({ type: 'string' });
    expect((await ask('GET', `${CUSTOMERS}?meta=true`)).body).toMatchObject({ count: 1, meta: only.meta });
  });

  test('says whether a query can be read', async () => {
    const { ask } = openSteps();
    expect((await ask('GET', `${CUSTOMERS}?q=a:b&validate=1`)).body).toMatchObject({ result: true });
    expect((await ask('GET', `${CUSTOMERS}?q=(a:b&validate=1`)).body).toMatchObject({ result: false });
  });
});

describe('a scroll', () => {
  test('counts all at its start, and ends with an empty page', async () => {
    const { ask } = await withCustomers(5);
    let page = (await ask('GET', `${CUSTOMERS}?count=2&scroll_expire=1m&sort=contact.surname:asc`)).body;
    expect(page).toEqual({ count: 5, data: expect.any(Array), scroll_id: text });
    const found = surnames(page.data);
    while (page.data.length > 0) {
      page = (await ask('GET', `${CUSTOMERS}?scroll_id=${page.scroll_id}&scroll_expire=1m`)).body;
      expect(page.count).toBe(page.data.length);
      found.push(...surnames(page.data));
    }
    expect(found).toEqual(['Payer00', 'Payer01', 'Payer02', 'Payer03', 'Payer04']);
  });

  test('that has expired is an error', async () => {
    const { ask, wait } = await withCustomers(3);
    const { scroll_id } = (await ask('GET', `${CUSTOMERS}?count=1&scroll_expire=1m`)).body;
    await wait('61s');
    const { status, body } = await ask('GET', `${CUSTOMERS}?scroll_id=${scroll_id}`);
    expect([status, body.error]).toEqual([404, 'ProductNotFoundException']);
  });
});
