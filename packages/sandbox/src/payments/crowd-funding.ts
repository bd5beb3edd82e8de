import type { PaymentCrowdFundingData, PaymentTransaction } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { PAID } from '../states/payment-steps.ts';
import { loadPayment, PAYMENTS, type Payment } from './payment.ts';

/** What the platform calls the methods in this summary. */
const METHODS: Readonly<Record<string, string>> = {
  debit: 'debit',
  credit_card: 'creditcard',
  prepay: 'prepaid',
  sofort: 'sofort',
  twint: 'twint',
  aiia: 'aiia',
};

/** The products by which a project is known: payment in advance, and that for crowdfunding. */
const PREPAYMENTS: ReadonlySet<number | null | undefined> = new Set([36, 310]);

/** How long a payer may revoke a payment, in milliseconds: fourteen days, as German law has it. */
const CANCELLATION_PERIOD = 14 * 24 * 60 * 60 * 1000;

/** What a merchant has received for a crowdfunding project. Without a prepayment, the merchant has none. */
export function crowdFunding(engine: Pick<Engine, 'store' | 'clock'>, merchant: string): PaymentCrowdFundingData {
  const own = Array.from(engine.store.all<PaymentTransaction>(PAYMENTS))
    .filter(({ merchant: owner, amount }) => owner?.id === merchant && (amount ?? 0) > 0)
    .map(({ id }) => loadPayment(engine, id));
  if (!own.some(({ shown }) => PREPAYMENTS.has(shown.product_id))) return { result: false };
  const paid = own.filter(
    ({ record }) =>
      (PAID as readonly string[]).includes(record.state) && Object.values(METHODS).includes(record.method),
  );
  const open = paid.filter(({ record }) => record.state !== 'paid-out');
  const revocable = open.filter(
    ({ shown }) => Date.parse(shown.completion_date ?? '') + CANCELLATION_PERIOD > engine.clock.now(),
  );
  return {
    project: {
      currency: own[0]?.shown.currency ?? 'EUR',
      ...byMethod((method) => {
        const payments = paid.filter(({ record }) => record.method === method);
        return { count: payments.length, amount: sumOf(payments) };
      }),
    },
    deposited_amount: sumOf(paid),
    paid_out: sumOf(paid) - sumOf(open),
    // The sandbox does not invoice.
    deducted_amount: 0,
    open: {
      total: sumOf(open),
      outside_cancellation_period: { total: sumOf(open) - sumOf(revocable) },
      inside_cancellation_period: {
        total: sumOf(revocable),
        ...byMethod((method) => sumOf(revocable.filter(({ record }) => record.method === method))),
      },
    },
    result: true,
  };
}

const byMethod = <Value>(valueOf: (method: string) => Value): Record<string, Value> =>
  Object.fromEntries(Object.entries(METHODS).map(([name, method]) => [name, valueOf(method)]));

const sumOf = (payments: readonly Payment[]): number => payments.reduce((sum, { record }) => sum + record.left, 0);
