import { describe, expect, test } from 'vitest';
import { openOperator, SALE } from './operator-fixture.ts';

const HOSTILE = `"><script>alert('1')</script>`;

describe('what is asked for decides', () => {
  test.each(['', '/', '/pushes', '/requests'])(
    'GET /_sandbox%s is JSON for programs and a page for browsers',
    async (path) => {
      const { get } = openOperator();
      for (const accept of ['*/*', 'application/json']) {
        const { headers, status } = await get(path, accept);
        expect([status, headers.get('content-type'), headers.get('vary')]).toEqual([200, 'application/json', 'Accept']);
      }
      const { headers, status } = await get(path, 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8');
      expect([status, headers.get('vary')]).toEqual([200, 'Accept']);
      expect(headers.get('content-type')).toMatch(/^text\/html/);
      expect(headers.get('content-security-policy')).toContain("script-src 'self'");
      expect(headers.get('cache-control')).toBe('no-store');
    },
  );

  test.each(['/transactions/STX_1', '/payments/PCI_1'])(
    '%s that does not exist is a page that says so',
    async (path) => {
      const response = await openOperator().get(path);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('There is no ');
    },
  );

  test('other sites get nothing', async () => {
    const { sandbox } = openOperator();
    for (const path of ['/', '/platform', '/events', '/operator/reset'])
      for (const headers of [{ origin: 'http://evil.example' }, { host: 'evil.example' }]) {
        const init = { method: path.endsWith('reset') ? 'POST' : 'GET', headers: { accept: 'text/html', ...headers } };
        expect((await sandbox.fetch(`http://localhost:4010/_sandbox${path}`, init)).status).toBe(403);
      }
  });
});

describe('lists', () => {
  test('sales are found by text and status', async () => {
    const { secuconnect, read } = openOperator();
    const { smart } = secuconnect;
    const first = await smart.transactions.create({ ...SALE, transactionRef: 'Order 1' });
    const second = await smart.transactions.create({ ...SALE, transactionRef: 'Order 2' });
    await smart.transactions.start(second.id, 'prepaid');
    const shown = async (query: string) => {
      const page = await read(`/${query}`);
      return [first, second].map(({ id }) => page.includes(`/transactions/${id}`));
    };
    expect(await shown('')).toEqual([true, true]);
    expect(await shown('?status=pending')).toEqual([false, true]);
    expect(await shown('?text=order+1')).toEqual([true, false]);
    expect(await shown('?text=beispiel&status=created')).toEqual([true, false]);
    expect(await shown('?text=nothing')).toEqual([false, false]);
  });

  test('a hundred thousand sales are paged', async () => {
    const { sandbox, read } = openOperator();
    const sales = Array.from({ length: 100_000 }, (_, number) => ({ id: `STX_${number}`, status: 'created' }));
    sandbox.control.seed({ 'smart.transactions': sales });
    const page = await read('/');
    expect(page.match(/<tr data-key/g)).toHaveLength(50);
    expect(page).toContain('href="/_sandbox/?before=STX_99950"');
    expect(await read('/?before=STX_99950')).toContain('/transactions/STX_99949"');
    expect(await read('/?status=ok')).toContain('20000 were searched');
  });

  test('payments without a sale have a list, and a page', async () => {
    const { sandbox, secuconnect, read, send } = openOperator({ history: true });
    const [smart] = sandbox.control.ids('smart.transactions');
    const [link] = (await secuconnect.smart.transactions.get(smart!)).transactions!;
    expect((await send(`payments/${link!.id}/refund`, { amount: '100' })).said).toBe('status: Done: refund.');
    const refund = sandbox.control.ids('payment.transactions').at(-1)!;
    const list = await read('/payments');
    expect(list).toContain(`/payments/${refund}`);
    expect(list).not.toContain(`/payments/${link!.id}"`);
    expect(await read('/payments?status=void')).not.toContain(`/payments/${refund}`);
    expect(await read(`/payments/${refund}`)).toContain('Refund of');
    expect(await read(`/payments/${link!.id}`)).toContain(`/transactions/${smart}`);
  });
});

test('hostile texts stay texts, on every page', async () => {
  const { sandbox, secuconnect, read, request } = openOperator();
  const contact = { ...SALE.customer.contact, forename: HOSTILE, surname: HOSTILE };
  const { id } = await secuconnect.smart.transactions.create({
    ...SALE,
    transactionRef: HOSTILE,
    customer: { contact },
    basket: { products: [{ item_type: 'article', desc: HOSTILE, quantity: 1, priceOne: 1995 }] },
  });
  sandbox.control.seed({ 'smart.transactions': [{ id: HOSTILE, status: 'created', payment_method: HOSTILE }] });
  sandbox.control.save(HOSTILE);
  await request('GET', `/Smart/Transactions?q=${encodeURIComponent(HOSTILE)}`);
  sandbox.control.payers.checkout(id, { method: 'debit' });
  await secuconnect.smart.transactions.start(
    (await secuconnect.smart.transactions.create({ ...SALE, idents: [] })).id,
    'cash',
  );
  const paths = ['/', '/payments', '/pushes', '/requests', '/platform', `/transactions/${id}`];
  for (const path of [
    ...paths,
    `/transactions/${encodeURIComponent(HOSTILE)}`,
    `/?text=${encodeURIComponent(HOSTILE)}`,
  ]) {
    const page = await read(path);
    expect(page).not.toContain('<script>');
    expect(page.match(/<script/g)).toHaveLength(1);
  }
  expect(await read(`/transactions/${id}`)).toContain('&lt;script&gt;');
});

test('no account, token or signature is shown as a whole', async () => {
  const { sandbox, secuconnect, read } = openOperator();
  const { id } = await secuconnect.smart.transactions.create(SALE);
  sandbox.control.payers.checkout(id, { method: 'debit' });
  const [link] = (await secuconnect.smart.transactions.get(id)).transactions!;
  await sandbox.control.idle();
  for (const path of [`/transactions/${id}`, `/payments/${link!.id}`, '/pushes', '/requests']) {
    const page = await read(path);
    expect(page.replaceAll(' ', '')).not.toContain('DE37503240001000000524');
    expect(page).not.toContain('signature=secret');
    expect(page).not.toMatch(/bearer [a-z0-9]/i);
  }
});

test('the script comes from the sandbox, and uses nothing outside of itself', async () => {
  const response = await openOperator().get('/operator/live.js');
  expect(response.headers.get('content-type')).toMatch(/^text\/javascript/);
  const text = await response.text();
  expect(text).toContain('"/_sandbox/events"');
  expect(text).not.toMatch(/__name|__vite|import\b/);
  expect(() => new Function(text)).not.toThrow();
});

test('the events say that something has changed, and end with the sandbox', async () => {
  const { sandbox, secuconnect, get } = openOperator();
  const response = await get('/events', 'text/event-stream');
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const reader = response.body!.getReader();
  await reader.read();
  await secuconnect.smart.transactions.create(SALE);
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('data: changed\n\n');
  await sandbox.close();
  expect((await reader.read()).done).toBe(true);
  expect((await get('/events')).status).toBe(503);
});
