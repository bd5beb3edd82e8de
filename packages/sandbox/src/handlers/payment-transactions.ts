import type {
  PaymentTransactionCancelInput,
  PaymentTransactionCaptureInput,
  PaymentTransactionIncreaseAmountInput,
  PaymentTransactionRefundBankAccountInput,
  SecupayTransactionUpdateShippingInformationInput,
} from '@secuconnect/api';
import { ApiException, invalid, methodUnavailable, notFound, notPossible } from '../engine/exception.ts';
import type { Call, Handlers } from '../call/call.ts';
import { load } from '../call/objects.ts';
import { bankOf } from '../parties/containers.ts';
import { cover, followPayment, receiveTransfer } from '../smart/follow-payment.ts';
import { loadSmart, paymentsOf } from '../smart/smart-transaction.ts';
import { PAYMENT_STATES } from '../states/payment-steps.ts';
import { cancelPayment } from '../payments/cancel-payment.ts';
import { capturePayment, reportShipping } from '../payments/capture-payment.ts';
import { crowdFunding } from '../payments/crowd-funding.ts';
import { oldFormat } from '../payments/old-format.ts';
import { findPayment, loadPayment, paymentByNumber, savePayment, type Payment } from '../payments/payment.ts';
import { transferInstructions } from '../payments/transfer-instructions.ts';

const paymentOf = (call: Call): Payment => findPayment(call, call.path['paymentTransactionId']!);

/** The operations of Payment Transactions, except for lists and `create`. */
export const paymentHandlers: Handlers = {
  'payment.transactions.get': (call) => paymentOf(call).shown,
  'payment.transactions.getOldFormat': (call) => oldFormat(call, paymentOf(call)),
  'payment.transactions.checkStatus': (call) => checkStatus(paymentOf(call)),
  'payment.transactions.cancel': (call) => cancel(call),
  'payment.transactions.capture': (call) => capture(call),
  'payment.transactions.increaseAmount': (call) => increaseAmount(call),
  'payment.transactions.updateShippingInformation': (call) => updateShipping(call),
  'payment.transactions.getShippingUrl': (call) => shippingUrl(call),
  'payment.transactions.revokeAccrual': (call) => revokeAccrual(call),
  'payment.transactions.assignPayment': (call) => assignPayment(call),
  'payment.transactions.assignTransferBalance': (call) => assignTransferBalance(call),
  'payment.transactions.getPaymentInstructions': (call) => instructions(call, paymentOf(call)),
  'payment.transactions.getPaymentInstructionsForSmartTransaction': (call) => {
    const [payment] = paymentsOf(loadSmart(call, call.path['smartTransactionId']!));
    if (payment === undefined) throw notFound('payment.transactions', call.path['smartTransactionId']!);
    return instructions(call, loadPayment(call, payment));
  },
  'payment.transactions.getRefundBankAccount': (call) => refundBankAccount(call),
  'payment.transactions.getCrowdFundingData': (call) => {
    const { id } = load(call, 'general.merchants', call.path['generalMerchantId']!);
    return crowdFunding(call, id);
  },
};

function checkStatus({ shown, record }: Payment) {
  const { word: _word, ...texts } = PAYMENT_STATES[record.state];
  return { ...texts, status: shown.status ?? texts.status, amount: record.left, currency: shown.currency ?? 'EUR' };
}

function cancel(call: Call): unknown {
  const { reduce_amount_by, amount, reason, container_id } = call.body as PaymentTransactionCancelInput;
  if (container_id !== undefined) load(call, 'payment.containers', container_id);
  const { id } = paymentOf(call).shown;
  const made = cancelPayment(call, id, { by: reduce_amount_by ?? amount, reason });
  followPayment(call, id);
  return made;
}

function capture(call: Call): unknown {
  const { amount, shipping_information } = call.body as PaymentTransactionCaptureInput;
  const { id } = paymentOf(call).shown;
  const captured = capturePayment(call, id, { amount, invoiceNumber: shipping_information?.invoice_number });
  followPayment(call, id);
  return captured.shown;
}

/** Only a prepayment can be raised, and only before the money is there. */
function increaseAmount(call: Call): unknown {
  const { amount } = call.body as PaymentTransactionIncreaseAmountInput;
  const { shown, record } = paymentOf(call);
  if (record.state !== 'awaiting-transfer') throw notPossible(`${shown.id} is ${record.state}: it cannot be raised`);
  if (amount === undefined || amount <= record.left) throw invalid(`The new amount must be more than ${record.left}`);
  return savePayment(call, { shown: { ...shown, amount }, record: { ...record, left: amount } }).shown;
}

function updateShipping(call: Call): unknown {
  const { invoice_number } = call.body as SecupayTransactionUpdateShippingInformationInput;
  reportShipping(call, paymentOf(call), invoice_number);
  return { result: true };
}

function shippingUrl(call: Call): unknown {
  const { shown, record } = paymentOf(call);
  if (record.state !== 'awaiting-shipment') throw notPossible(`${shown.id} does not wait for a shipment`);
  return { url: `${call.settings.publicUrl}/shipping/${shown.id}` };
}

function revokeAccrual(call: Call): unknown {
  const { shown, record } = paymentOf(call);
  if (!shown.accrual) throw methodUnavailable(`The payout of ${shown.id} is not withheld`);
  return savePayment(call, { shown: { ...shown, accrual: false }, record }).shown;
}

/** A transfer without a usable purpose is booked on the prepayment that it was meant for. */
function assignPayment(call: Call): unknown {
  const { shown, record } = paymentOf(call);
  if (record.state !== 'awaiting-transfer') throw notPossible(`${shown.id} does not wait for a transfer`);
  receiveTransfer(call, shown.id, record.left);
  return loadPayment(call, shown.id).shown;
}

/** Money that the merchant has sent before covers a payout. */
function assignTransferBalance(call: Call): unknown {
  const { shown, record } = paymentOf(call);
  if (record.payout === undefined || record.state !== 'awaiting-transfer')
    throw notPossible(`${shown.id} is no payout that waits for money`);
  cover(call, shown.id);
  return loadPayment(call, shown.id).shown;
}

/** The texts are German for every caller. */
function instructions(call: Call, { shown, record }: Payment): unknown {
  if (record.state !== 'awaiting-transfer') throw notPossible(`${shown.id} does not wait for a transfer`);
  return {
    lang: 'de_DE',
    amount: (record.left / 100).toFixed(2).replace('.', ','),
    currency: shown.currency ?? 'EUR',
    payment_instructions: transferInstructions(call, shown.trans_id ?? 0),
  };
}

/** The account that a refund would go to. */
function refundBankAccount(call: Call): unknown {
  const { trans_id } = call.body as PaymentTransactionRefundBankAccountInput;
  if (trans_id === undefined) throw invalid('trans_id is missing');
  const { shown, record } = paymentByNumber(call, trans_id);
  if (record.account === undefined)
    throw new ApiException('ProductNotFoundException', `${shown.id} was not paid from a bank account`);
  return {
    trans_id: shown.trans_id ?? null,
    bank_account: { owner: shown.account_owner ?? null, iban: record.account, ...bankOf(record.account) },
  };
}
