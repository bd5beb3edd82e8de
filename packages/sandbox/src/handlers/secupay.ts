import type {
  SecupayTransaction,
  SecupayTransactionAssignExternalInvoicePdfInput,
  SecupayTransactionCancelInput,
  SecupayTransactionCaptureInput,
  SecupayTransactionInput,
  SecupayTransactionUpdateAccrualInput,
  SecupayTransactionUpdateBasketInput,
  SecupayTransactionUpdateShippingInformationInput,
} from '@secuconnect/api';
import { invalid, methodUnavailable, notFound } from '../engine/exception.ts';
import type { Call, Handler, Handlers } from '../call/call.ts';
import { attachInvoice } from '../payments/attach-invoice.ts';
import { cancelPayment } from '../payments/cancel-payment.ts';
import { capturePayment, reportShipping } from '../payments/capture-payment.ts';
import { oldFormat } from '../payments/old-format.ts';
import { findPayment, loadPayment, savePayment, type Payment } from '../payments/payment.ts';
import { basketOf, createSecupay } from '../payments/secupay.ts';
import { followPayment } from '../smart/follow-payment.ts';
import { forcePayment } from '../smart/force-payment.ts';
import { paymentMethod } from '../states/payment-methods.ts';
import { openOldSubscription, withSubscription } from '../subscriptions/old-subscription.ts';

/** The method of each older resource. */
const METHODS: Readonly<Record<string, string>> = {
  secupayCreditcards: 'creditcard',
  secupayDebits: 'debit',
  secupayInvoices: 'invoice',
  secupayPrepays: 'prepaid',
  secupaySofort: 'sofort',
};

/** The method of an older resource as the paths of its actions name it, such as `secupaydebits`. */
const METHOD_IN_PATH: Readonly<Record<string, string>> = {
  secupaypayout: 'payout',
  ...Object.fromEntries(Object.entries(METHODS).map(([name, method]) => [name.toLowerCase(), method])),
};

/** Payments without a Smart Transaction: those of the older resources, and TWINT. */
export const secupayHandlers: Handlers = {
  ...Object.assign({}, ...Object.entries(METHODS).map(([name, method]) => handlersOf(name, method))),
  'payment.transactions.create': (call) => {
    const { payment_methods } = call.body as SecupayTransactionInput;
    if (!payment_methods?.some((name) => name.toLowerCase() === 'twint'))
      throw methodUnavailable('Only twint goes without a Smart Transaction');
    return create(call, 'payment.transactions', 'twint');
  },
  'payment.secupay.cancel': (call) => cancel(call),
  'payment.secupay.capture': acting((call, { shown }) => {
    const { shipping_information } = call.body as SecupayTransactionCaptureInput;
    return capturePayment(call, shown.id, { invoiceNumber: shipping_information?.invoice_number });
  }),
  'payment.secupay.updateAccrual': acting((call, payment) => {
    const { accrual = false } = call.body as SecupayTransactionUpdateAccrualInput;
    if (accrual && payment.record.state === 'paid-out')
      throw methodUnavailable(`${payment.shown.id} was paid out already`);
    return savePayment(call, { ...payment, shown: { ...payment.shown, accrual } });
  }),
  'payment.secupay.updateBasket': acting((call, { shown, record }) => {
    const { basket = [] } = call.body as SecupayTransactionUpdateBasketInput;
    return savePayment(call, { shown, record: { ...record, old: { ...record.old, basket: basketOf(basket) } } });
  }),
  'payment.secupay.updateShippingInformation': acting((call, payment) => {
    const { invoice_number } = call.body as SecupayTransactionUpdateShippingInformationInput;
    return reportShipping(call, payment, invoice_number);
  }),
  'payment.secupay.assignExternalInvoicePdf': (call) => {
    const { update_existing = false } = call.body as SecupayTransactionAssignExternalInvoicePdfInput;
    return attachInvoice(call, paymentInPath(call), call.path['documentId']!, update_existing);
  },
};

function handlersOf(name: string, method: string): Handlers {
  return {
    [`payment.${name}.create`]: (call) => create(call, `payment.${name.toLowerCase()}`, method),
    [`payment.${name}.get`]: (call) => oldFormat(call, paymentOf(call, Object.values(call.path)[0]!, method)),
    [`payment.${name}.testChangedPaymentStatus`]: (call) => testChangedStatus(call, method),
  };
}

function create(call: Call, object: string, method: string): SecupayTransaction {
  const input = withSubscription(call, call.body as SecupayTransactionInput);
  const payment = createSecupay(call, object, paymentMethod(method)!, input);
  if (!input.subscription) return oldFormat(call, payment);
  const charge = openOldSubscription(call, payment, input.subscription);
  followPayment(call, charge.shown.id);
  return oldFormat(call, charge);
}

/** An action that changes a payment, and shows it. */
function acting(act: (call: Call, payment: Payment) => Payment): Handler {
  return (call) => {
    const { shown } = act(call, paymentInPath(call));
    followPayment(call, shown.id);
    return oldFormat(call, loadPayment(call, shown.id));
  };
}

function cancel(call: Call): unknown {
  const { amount, reduce_amount_by } = call.body as SecupayTransactionCancelInput;
  const { shown, record } = paymentInPath(call);
  // For invoices, the older field says what remains.
  const reduction = amount !== undefined && record.method === 'invoice' ? record.left - amount : amount;
  const [reduced, refund] = cancelPayment(call, shown.id, { by: reduce_amount_by ?? reduction });
  followPayment(call, shown.id);
  const new_trans_id = refund?.trans_id ?? null;
  return {
    new_trans_id,
    demo: record.demo,
    result: {
      new_trans_id,
      remaining_amount: loadPayment(call, shown.id).record.left,
      refund_waiting_for_payment: refund !== undefined && reduced?.incoming_payment_date == null,
    },
  };
}

function testChangedStatus(call: Call, method: string): SecupayTransaction {
  const { new_status_id: status } = call.body as { readonly new_status_id?: unknown };
  if (typeof status !== 'number') throw invalid('body/new_status_id must be integer');
  const { id } = paymentOf(call, call.path['paymentId']!, method).shown;
  return oldFormat(call, forcePayment(call, id, status));
}

function paymentInPath(call: Call): Payment {
  const method = METHOD_IN_PATH[call.path['paymentMethod']!.toLowerCase()];
  if (method === undefined) throw notFound('Payment method', call.path['paymentMethod']!);
  return paymentOf(call, call.path['paymentId']!, method);
}

/** @throws ApiException 404, also for a payment of another method. */
function paymentOf(call: Call, id: string, method: string): Payment {
  const payment = findPayment(call, id);
  if (payment.record.method !== method) throw notFound(`Payment by ${method}`, id);
  return payment;
}
