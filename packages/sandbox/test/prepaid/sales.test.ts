import { expect, test } from 'vitest';
import { openSandbox } from '../support/open-sandbox.ts';
import { GAMES, MUSIC } from '../support/prepaid.ts';

const failure = (call: Promise<unknown>) => call.catch((error: unknown) => error);

test('a code is delivered at once, and confirmed once', async () => {
  const { sales } = openSandbox().secuconnect.prepaid;
  const sold = await sales.create({ item: MUSIC });
  expect(sold).toMatchObject({
    object: 'prepaid.sales',
    id: expect.stringMatching(/^OBJ_/),
    status: 'delivered',
    type: 'sale_item',
    item: { id: MUSIC, type: 'PP' },
    itemgroup: { description: 'Example Music' },
    smart_device: { description: 'Till 1' },
    store: { name: 'Example Coffee Pulsnitz' },
    demo: true,
    amount: 2500,
    commission: 75,
    code: 'DEMO-0000-0000-0001',
    receipt_header: 'Example Coffee GmbH\nBeispielring 7\n01896 Pulsnitz',
    vtc_tid: '60214001',
    vtc_id: '100482',
  });
  expect(await sales.get(sold.id)).toEqual(sold);
  const confirmed = await sales.confirm(sold.id);
  expect(confirmed).toEqual({ ...sold, status: 'confirmed' });
  expect(await sales.get(sold.id)).toEqual(confirmed);
  expect(await failure(sales.confirm(sold.id))).toMatchObject({ error: 'ProductInternalException', code: 1003 });
});

test('a card is activated without a code', async () => {
  const { sales } = openSandbox().secuconnect.prepaid;
  expect(await sales.create({ item: GAMES })).toMatchObject({
    status: 'delivered',
    item: { type: 'POS' },
    code: null,
    expire_date: null,
    cardnumber: '****************0042',
  });
});

test('a sale that the provider denies has no code, and cannot be confirmed', async () => {
  const { sales } = openSandbox().secuconnect.prepaid;
  const denied = await sales.create({ item: 'PIT_DENIED' });
  expect(denied).toMatchObject({ status: 'denied', code: null, serial: null, receipt_customer: null });
  expect(await failure(sales.confirm(denied.id))).toMatchObject({ code: 1003 });
});

test('a provider that takes its time delivers, or fails, later', async () => {
  const { secuconnect, sandbox } = openSandbox();
  const { sales } = secuconnect.prepaid;
  const late = await sales.create({ item: 'PIT_LATE' });
  const failing = await sales.create({ item: 'PIT_FAILED' });
  expect([late, failing]).toMatchObject([
    { status: 'request', code: null },
    { status: 'request', code: null },
  ]);
  expect(await failure(sales.confirm(late.id))).toMatchObject({ code: 1003 });
  await sandbox.control.advance('1m');
  expect(await sales.get(late.id)).toMatchObject({ status: 'delivered', code: expect.stringMatching(/^DEMO-/) });
  expect(await sales.get(failing.id)).toMatchObject({ status: 'failed', code: null });
});

test('what does not exist, or is not for sale, cannot be sold', async () => {
  const { sales } = openSandbox().secuconnect.prepaid;
  expect(await failure(sales.create({ item: 'PIT_NONE' }))).toMatchObject({ status: 404 });
  expect(await failure(sales.create({ item: 'PIT_DISABLED' }))).toMatchObject({
    error_details: 'PIT_DISABLED is not for sale',
  });
  expect(await failure(sales.create({}))).toMatchObject({ error_details: 'item is missing' });
  expect(await failure(sales.confirm('OBJ_NONE'))).toMatchObject({ status: 404 });
});
