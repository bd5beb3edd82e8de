import { expect, test } from 'vitest';
import { openOperator, SALE } from './operator-fixture.ts';

/** The items of the timeline of a page, as a person reads them. */
function itemsOf(page: string): string[] {
  const [, list = ''] = /<ol class="timeline">(.*?)<\/ol>/s.exec(page) ?? [];
  return [...list.matchAll(/<div class="what[^"]*">(.*?)<\/div>/gs)].map(([, item]) =>
    item!
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll(/\b([A-Z]{3}|evt)_\w+…/g, '$1')
      .replaceAll(/\s+/g, ' ')
      .replace(/ after \d+ ms/, '')
      .trim(),
  );
}

test('shows requests before what they change, and the attempts of pushes', async () => {
  const receivers = [503, 200];
  const { sandbox, secuconnect, read } = openOperator({
    fetch: (async () => new Response('', { status: receivers.shift() ?? 200 })) as typeof fetch,
  });
  const { id } = await secuconnect.smart.transactions.create(SALE);
  await secuconnect.smart.transactions.start(id, 'prepaid');
  await sandbox.control.advance(0);
  const [link] = (await secuconnect.smart.transactions.get(id)).transactions!;
  expect(itemsOf(await read(`/transactions/${id}`))).toEqual([
    'POST /Smart/Transactions 200',
    'Sale new → created',
    'POST /Smart/Transactions/STX/start/prepaid 200',
    'Payment PCI new → awaiting-transfer',
    'Push payment.transactions changed evt to https://shop.example/push?signature=…',
    'Sale created → pending by wait',
    'Attempt 1 of evt 503',
    'GET /Smart/Transactions/STX 200',
    'next attempt of evt to https://shop.example/push?signature=…, in 1 min',
  ]);
  await sandbox.control.advance('24h');
  await secuconnect.payment.transactions.cancel(link!.id!, { reduce_amount_by: 500 });
  expect(itemsOf(await read(`/transactions/${id}`)).slice(8)).toEqual([
    'Attempt 2 of evt 200',
    'Payment PCI awaiting-transfer → completed by complete',
    'Push payment.transactions changed evt to https://shop.example/push?signature=…',
    'Sale pending → ok by pay',
    'Attempt 1 of evt 200',
    'POST /Payment/Transactions/PCI/cancel 403',
    'POST /Payment/Transactions/PCI/cancel 200',
    'Refund PCI new → completed',
    'Push payment.transactions added evt to https://shop.example/push?signature=…',
    'Payment PCI completed → completed by refund-part 14.95 EUR left',
    'next attempt of evt to https://shop.example/push?signature=…, in 0 s',
  ]);
});

test('says what was done by hand, and what was forced', async () => {
  const { secuconnect, read, send } = openOperator();
  const { id } = await secuconnect.smart.transactions.create(SALE);
  await secuconnect.smart.transactions.prepare(id, 'paypal');
  await send(`sales/${id}/confirm`, { result: 'decline' });
  const [link] = (await secuconnect.smart.transactions.get(id)).transactions!;
  await send(`payments/${link!.id}/state`, { state: 'completed' });
  const items = itemsOf(await read(`/transactions/${id}`)).filter(
    (item) => !/^(Push|Attempt|GET|POST|next)/.test(item),
  );
  expect(items).toEqual([
    'Sale new → created',
    'Payment PCI new → open',
    'Sale created → created by redirect',
    'Payment PCI open → denied by deny (here: decline)',
    'Sale created → failed by fail (here: decline)',
    'Payment PCI denied → completed forced (here: forced to completed)',
    'Sale failed → ok by pay (here: forced to completed)',
  ]);
});

test('has the pushes of an earlier run, from their log', async () => {
  const { sandbox, secuconnect, read } = openOperator();
  const { id } = await secuconnect.smart.transactions.create(SALE);
  sandbox.control.payers.checkout(id, { method: 'debit' });
  await sandbox.control.advance(0);
  sandbox.control.save('all');
  sandbox.control.reset();
  sandbox.control.restore('all');
  const items = itemsOf(await read(`/transactions/${id}`));
  expect(items).toContain('Attempt 1 of evt 200');
});
