import type { PaymentContainer, PaymentCustomer, SecupayTransaction, SmartTransaction } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { CONTAINERS } from '../parties/containers.ts';
import { CUSTOMERS } from '../parties/customers.ts';
import { PAYMENT_STATES } from '../states/payment-steps.ts';
import { loadPayment, PAYMENTS, type Payment } from './payment.ts';
import { OLD_TRANSFER_ACCOUNT } from './transfer-instructions.ts';

/** A payment as the older API shows it: under its hash, with its state as a word. */
export function oldFormat(engine: Pick<Engine, 'store'>, payment: Payment): SecupayTransaction {
  const { shown, record } = payment;
  const { customer, container, iframe_url, redirect_url, ...own } = record.old ?? fromSmart(engine, payment);
  const payer = customer && engine.store.get<PaymentCustomer>(CUSTOMERS, customer.id);
  const instrument = container && engine.store.get<PaymentContainer>(CONTAINERS, container.id);
  const isTransfer = record.method === 'prepaid' || record.method === 'invoice';
  const { iframe_url: _page, ...returns } = redirect_url ?? {};
  // The page is of no use once the payer has decided.
  const page = record.state === 'open' && iframe_url;
  return {
    object: PAYMENTS,
    id: shown.transaction_hash ?? shown.id,
    trans_id: shown.trans_id ?? null,
    payment_id: shown.id,
    status: PAYMENT_STATES[record.state].word,
    amount: shown.amount ?? 0,
    currency: shown.currency ?? 'EUR',
    purpose: shown.description ?? null,
    order_id: shown.order_id ?? null,
    transaction_status: shown.status ?? null,
    accrual: shown.accrual ?? false,
    payment_action: record.state === 'authorised' ? 'authorization' : 'sale',
    ...own,
    ...(payer && { customer: payer }),
    ...(redirect_url && { redirect_url: page ? redirect_url : returns }),
    ...(page && { iframe_url: page }),
    ...(isTransfer && { transfer_purpose: `TA ${shown.trans_id}`, transfer_account: OLD_TRANSFER_ACCOUNT }),
    ...(instrument?.public && { used_payment_instrument: { type: instrument.type, data: instrument.public } }),
    ...(record.old && container && { container }),
    ...(record.parts && { sub_transactions: record.parts.map((part) => linkTo(loadPayment(engine, part))) }),
  } as SecupayTransaction;
}

const linkTo = ({ shown }: Payment) => ({
  id: shown.transaction_hash ?? shown.id,
  trans_id: shown.trans_id ?? null,
  reference_id: shown.reference_id ?? null,
});

/** What the Smart Transaction of a payment knows of payer and basket. */
function fromSmart(engine: Pick<Engine, 'store'>, { record }: Payment): Partial<SecupayTransaction> {
  const smart = engine.store.get<SmartTransaction>('smart.transactions', record.smart ?? '');
  const products = smart?.basket?.products ?? [];
  return {
    ...(smart?.customer?.id !== undefined && { customer: smart.customer }),
    ...(smart?.container?.id !== undefined && { container: smart.container }),
    ...(products.length > 0 && {
      basket: products.map(({ item_type, articleNumber, desc, ean, quantity, priceOne, tax }) => ({
        item_type: item_type ?? 'article',
        article_number: articleNumber == null ? null : String(articleNumber),
        name: desc ?? '',
        ean: ean ?? null,
        quantity: quantity ?? 1,
        price: priceOne ?? 0,
        total: (quantity ?? 1) * (priceOne ?? 0),
        tax: String(tax ?? ''),
      })),
    }),
  } as Partial<SecupayTransaction>;
}
