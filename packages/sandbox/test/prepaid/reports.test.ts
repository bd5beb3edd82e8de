import { expect, test } from 'vitest';
import { openSandbox } from '../support/open-sandbox.ts';
import { MERCHANT, valuesOf } from '../support/loyalty.ts';
import { GAMES, MUSIC } from '../support/prepaid.ts';

const TILL = {
  merchant: MERCHANT,
  store: 'STO_6V2YXN8RP4K1M7Q3T9W5Z0A8C2E6G',
  smart_device: 'SDV_4K8NXR2PW6M1Q5T9V3Y7Z0B5D8F2H',
  vtc_tid: 60214001,
} as const;
const failure = (call: Promise<unknown>) => call.catch((error: unknown) => error);

test('a report sums up what a device has sold, by brand', async () => {
  const { sales, reports } = openSandbox().secuconnect.prepaid;
  for (const item of [MUSIC, GAMES, MUSIC, 'PIT_DENIED', 'PIT_LATE']) await sales.create({ item });
  const report = await reports.create(TILL);
  expect(report).toMatchObject({
    object: 'prepaid.reports',
    amount: 9000,
    device: { id: TILL.smart_device },
    report_from: '2026-03-02T00:00:00+00:00',
    report_to: '2026-03-02T23:59:59+00:00',
  });
  expect(valuesOf(report.receipt)).toEqual([
    { name: 'Example Music (2)', value: '50,00 EUR', decoration: [] },
    { name: 'Example Games (1)', value: '40,00 EUR', decoration: [] },
    {},
    { name: 'Summe', value: '90,00 EUR', decoration: ['important'] },
  ]);
  expect(valuesOf(report.receipt_header)).toMatchObject([
    { text: 'Example Coffee GmbH' },
    { text: 'Prepaid-Bericht 02.03.2026' },
    null,
  ]);
  expect(await reports.get(report.id)).toEqual(report);
});

test('a report has the sales of its period and its device only', async () => {
  const { secuconnect, sandbox } = openSandbox();
  const { sales, reports } = secuconnect.prepaid;
  await sales.create({ item: MUSIC });
  await sandbox.control.advance('24h');
  await sales.create({ item: GAMES });
  const amountOf = async (input: object) => (await reports.create({ ...TILL, ...input })).amount;
  expect(await amountOf({})).toBe(4000);
  const first = { report_from: '2026-03-02T00:00:00+01:00', report_to: '2026-03-02T23:59:59+01:00' };
  expect(await amountOf(first)).toBe(2500);
  expect(await amountOf({ ...first, report_to: '2026-03-04T00:00:00+01:00' })).toBe(6500);
  expect(await amountOf({ smart_device: 'SDV_9P3TXW6KN1R8M5Q2V7Y4Z0C6E1G3J' })).toBe(0);
});

test('a report needs a device that exists, and a period that ends after it begins', async () => {
  const { reports } = openSandbox().secuconnect.prepaid;
  expect(await failure(reports.create({ ...TILL, smart_device: 'SDV_NONE' }))).toMatchObject({ status: 404 });
  const period = { report_from: '2026-03-02T00:00:00+01:00', report_to: '2026-03-01T00:00:00+01:00' };
  expect(await failure(reports.create({ ...TILL, ...period }))).toMatchObject({ error: 'ProductFormatException' });
});
