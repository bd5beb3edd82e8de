import type { PrepaidReport, PrepaidReportInput, ReceiptLine } from '@secuconnect/api';
import { create, load, reference, type Reference } from '../call/objects.ts';
import { isoTime } from '../engine/clock.ts';
import type { Engine } from '../engine/engine.ts';
import { invalid } from '../engine/exception.ts';
import { merchantName } from '../parties/merchant-names.ts';
import { germanAmount, germanDate, nameValue, separator, space, textLine } from '../receipts/lines.ts';
import { DEVICES } from './devices.ts';
import { PREPAID_SALES, type StoredSale } from './sales.ts';

/**
 * Reports what a device has sold in a period: by default, today.
 *
 * @throws ApiException for a device, a store or a merchant that does not exist, and for a period that ends before it begins.
 */
export function createReport(engine: Engine, input: PrepaidReportInput): PrepaidReport {
  const { id: device } = load<Reference>(engine, DEVICES, input.smart_device);
  const { id: store } = load<Reference>(engine, 'general.stores', input.store);
  const { id: merchant } = load<Reference>(engine, 'general.merchants', input.merchant);
  const today = isoTime(engine.clock.now()).slice(0, 10);
  const { report_from = `${today}T00:00:00+00:00`, report_to = `${today}T23:59:59+00:00`, vtc_tid } = input;
  if (Date.parse(report_to) < Date.parse(report_from)) throw invalid('report_to is before report_from');
  const sold = salesIn(engine, device, report_from, report_to);
  const now = isoTime(engine.clock.now());
  return create(engine, 'prepaid.reports', 'OBJ_', {
    updated: now,
    merchant: reference('general.merchants', merchant),
    store: reference('general.stores', store),
    device: reference(DEVICES, device),
    amount: total(sold),
    vtc_tid,
    report_from,
    report_to,
    receipt: linesOf(sold),
    receipt_header: [
      textLine(merchantName(engine, merchant), 'important', 'align-center'),
      textLine(`Prepaid-Bericht ${germanDate(report_from)}`, 'align-center'),
      space,
    ],
  });
}

function salesIn({ store }: Pick<Engine, 'store'>, device: string, from: string, to: string): StoredSale[] {
  return [...store.all<StoredSale>(PREPAID_SALES)].filter(({ smart_device, status, created }) => {
    const time = Date.parse(created ?? '');
    const isSold = status === 'delivered' || status === 'confirmed';
    return isSold && smart_device?.id === device && time >= Date.parse(from) && time <= Date.parse(to);
  });
}

/** One line for each brand, with how many were sold, and the sum. */
function linesOf(sold: readonly StoredSale[]): ReceiptLine[] {
  const brandOf = ({ itemgroup, description }: StoredSale): string => itemgroup?.description ?? description ?? '';
  const brands = [...new Set(sold.map(brandOf))];
  return [
    ...brands.map((brand) => {
      const own = sold.filter((sale) => brandOf(sale) === brand);
      return nameValue(`${brand} (${own.length})`, germanAmount(total(own)));
    }),
    separator(),
    nameValue('Summe', germanAmount(total(sold)), 'important'),
  ];
}

const total = (sales: readonly StoredSale[]): number => sales.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
