import type {
  SecupayPayoutInput,
  SecupayPayoutListItemInput,
  SecupayPayoutWithoutCustomerInput,
  SecupayTransactionListItemInput,
} from '@secuconnect/api';
import { invalid, notFound } from '../engine/exception.ts';
import type { Call, Handlers } from '../call/call.ts';
import { load } from '../call/objects.ts';
import { CONTAINERS, isIban } from '../parties/containers.ts';
import { adoptContract } from '../parties/contracts.ts';
import { customerOf } from '../parties/customers.ts';
import { nextNumber } from '../payments/open-payment.ts';
import { findPayment, paymentByNumber } from '../payments/payment.ts';
import { TRANSFER_ACCOUNT } from '../payments/transfer-instructions.ts';
import { checkItems, orderPayout, showSecupayPayout } from '../payouts/order-payout.ts';

/** What a bank statement can show. */
const PURPOSE = /^[0-9a-zA-Z .,+\-:?()/']*$/;

/** Orders payouts, and reads those of the older resource. */
export const payoutHandlers: Handlers = {
  'payment.secupayPayout.create': (call) => orderForCustomer(call),
  'payment.secupayPayout.payoutWithoutCustomer': (call) => order(call),
  'payment.secupayPayout.get': (call) => {
    const id = call.path['paymentPayoutId']!;
    const payment = findPayment(call, id);
    if (payment.record.payout === undefined) throw notFound('payment.secupaypayout', id);
    return showSecupayPayout(call, payment);
  },
};

function orderForCustomer(call: Call): unknown {
  const input = call.body as SecupayPayoutInput;
  const { customer, currency = 'EUR', purpose = '', order_id, transaction_list = [], demo } = input;
  const contract = adoptContract(call, input.contract);
  if (customer === undefined) throw invalid('body/customer is missing');
  customerOf(call, typeof customer === 'string' ? { id: customer } : customer, contract);
  const amount = checkItems(
    transaction_list.map(({ total }) => total),
    input.amount,
  );
  checkKeys(transaction_list.map(({ reference_id }) => reference_id));
  for (const item of transaction_list) checkPayee(call, item);
  const payment = orderPayout(call, {
    contract,
    amount,
    currency,
    purpose,
    orderId: order_id,
    demo: demo === true || demo === '1',
    pushUrl: input.redirect_url?.url_push,
    order: { transaction_list },
  });
  return showSecupayPayout(call, payment);
}

/** @throws ApiException unless an item names one payee, who exists. */
function checkPayee(
  call: Call,
  { transaction_hash, transaction_id, container_id }: SecupayTransactionListItemInput,
): void {
  const named = [transaction_hash, transaction_id, container_id].filter((id) => id !== undefined);
  if (named.length !== 1) throw invalid('An item names either a payment, by hash or id, or a container');
  if (container_id === undefined) findPayment(call, named[0]!);
  else load(call, CONTAINERS, container_id);
}

function order(call: Call): unknown {
  // Both fields are older than the spec, which does not have them.
  const input = call.body as SecupayPayoutWithoutCustomerInput & {
    readonly order_id?: string;
    readonly redirect_url?: { readonly url_push?: string };
  };
  const { contract_id, currency = 'EUR', purpose = '', execution_date, payout_list = [] } = input;
  const contract = adoptContract(call, contract_id);
  const amount = checkItems(
    payout_list.map((item) => item.amount),
    input.amount,
  );
  checkKeys(payout_list.map(({ reference }) => reference));
  for (const text of [purpose, ...payout_list.map((item) => item.purpose ?? '')])
    if (!PURPOSE.test(text)) throw invalid(`The purpose ${JSON.stringify(text)} has characters that banks reject`);
  for (const item of payout_list) checkRecipient(call, item);
  const executionTime = execution_date === undefined ? call.clock.now() : Date.parse(execution_date);
  if (Number.isNaN(executionTime)) throw invalid('body/execution_date must be a date');
  const [only] = payout_list.length === 1 ? payout_list : [];
  const number = nextNumber(call);
  const transfers = payout_list.map((item) => ({ ...item, trans_id: nextNumber(call) }));
  orderPayout(call, {
    contract,
    amount,
    currency,
    purpose,
    number,
    orderId: input.order_id,
    pushUrl: input.redirect_url?.url_push,
    receiver: only?.bank_account?.owner,
    order: { payout_list: transfers, executionTime },
  });
  return {
    trans_id: number,
    transfer_account: TRANSFER_ACCOUNT,
    contract_id: contract.id,
    amount,
    currency,
    purpose,
    ...(execution_date !== undefined && { execution_date }),
    payout_list: transfers,
  };
}

/** @throws ApiException unless a transfer names one payee, who exists. Merchants of the platform are not known here, except for the own ones. */
function checkRecipient(call: Call, { recipient, bank_account, origin_transaction }: SecupayPayoutListItemInput): void {
  const named = [recipient, bank_account, origin_transaction].filter((payee) => payee !== undefined);
  if (named.length !== 1) throw invalid('A transfer names either a recipient, a bank account or an earlier payment');
  if (recipient !== undefined && !/^(MRC|STO|USR)_/.test(recipient)) throw notFound('Recipient', recipient);
  if (bank_account !== undefined && !isIban(bank_account.iban ?? '')) throw invalid('The IBAN is wrong', 1004);
  if (origin_transaction !== undefined) paymentByNumber(call, origin_transaction);
}

/** @throws ApiException when two items have the same key. */
function checkKeys(keys: readonly (string | undefined)[]): void {
  const given = keys.filter((key) => key !== undefined);
  if (new Set(given).size < given.length) throw invalid('Two items have the same reference');
}
