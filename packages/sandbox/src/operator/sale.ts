import type { Engine } from '../engine/engine.ts';
import { loadPayment, PAYMENTS, type Payment } from '../payments/payment.ts';
import { loadSmart, paymentsOf, SMART, type StoredSmart } from '../smart/smart-transaction.ts';

/** A sale with its payments, the leading one first. */
export interface Sale {
  readonly smart: StoredSmart;
  readonly payments: readonly Payment[];
}

/** `undefined` for an id that does not exist. */
export function saleOf(engine: Engine, id: string): Sale | undefined {
  if (!engine.store.has(SMART, id)) return undefined;
  const smart = loadSmart(engine, id);
  const known = paymentsOf(smart).filter((payment) => engine.store.has(PAYMENTS, payment));
  return { smart, payments: known.map((payment) => loadPayment(engine, payment)) };
}

/** The name of the payer, if the sale knows one. */
export function payerOf({ customer }: StoredSmart): string {
  const { contact } = (customer ?? {}) as { contact?: Readonly<Record<string, unknown>> };
  const { forename, surname, companyname } = contact ?? {};
  const name = [forename, surname].filter(Boolean).join(' ');
  return String(name || companyname || '');
}

/** Every id by which requests and pushes may name a payment: its own, those of its refunds and parts, and its hash of the old format. */
export const namesOf = ({ shown, record }: Payment): string[] => [
  shown.id,
  ...(shown.related_transactions ?? []).flatMap(({ id }) => id ?? []),
  ...(record.parts ?? []),
  ...(record.pushAs ? [record.pushAs.id] : []),
  ...(shown.transaction_hash == null ? [] : [shown.transaction_hash]),
];
