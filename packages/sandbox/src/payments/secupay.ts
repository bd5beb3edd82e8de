import type { SecupayBasketItem, SecupayTransaction, SecupayTransactionInput } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { invalid } from '../engine/exception.ts';
import { reference } from '../call/objects.ts';
import { chargeable, maskIban, type Instrument } from '../parties/containers.ts';
import { adoptContract, contractPushUrl, type Contract } from '../parties/contracts.ts';
import { customerOf, isComplete, nameOf, type Customer } from '../parties/customers.ts';
import type { PaymentMethod } from '../states/payment-methods.ts';
import { executePayment } from './execute-payment.ts';
import { openParts } from './open-parts.ts';
import { openPayment } from './open-payment.ts';
import { takeOrderId } from './order-ids.ts';
import { outcomeOf } from './outcomes.ts';
import { loadPayment, savePayment, type Payment } from './payment.ts';
import { stepPayment } from './step-payment.ts';

/** Number of the payment product for prepayments whose payout is withheld, as in crowdfunding. */
const CROWDFUNDING_PREPAYMENT = 310;

/** A stored payment instrument, whose data the sandbox keeps. */
interface Container {
  readonly object: string;
  readonly id: string;
  readonly type?: string | null;
  readonly private?: Instrument;
}

/**
 * Opens a payment without a Smart Transaction. It is executed at once unless the payer has to use a page first.
 *
 * @param object What the old format calls it, such as `payment.secupaydebits`.
 * @throws ApiException for data that the method cannot be paid with, or an order number that was used before.
 */
export function createSecupay(
  engine: Engine,
  object: string,
  method: PaymentMethod,
  input: SecupayTransactionInput,
): Payment {
  const { amount = 0, order_id, basket = [] } = input;
  const contract = adoptContract(engine, input.contract ?? input.contract_id);
  if (amount < 0 || (amount === 0 && !input.subscription)) throw invalid('body/amount must be more than 0');
  const customer = payerOf(engine, input, contract);
  if (method.scores && !isComplete(customer.contact)) throw invalid('Invalid customer data');
  const container = input.container === undefined ? undefined : (chargeable(engine, input.container) as Container);
  takeOrderId(engine, contract.id, order_id);
  const opened = openPayment(engine, newPayment(engine, method, { input, contract, customer, container }));
  const { id, transaction_hash: hash } = opened.shown;
  // An existing subscription is charged without its payer.
  const usesPage = !container && input.subscription?.id === undefined && (method.redirects || method.name === 'debit');
  const page = `${engine.settings.publicUrl}/checkout/${hash}/confirm`;
  const whole = savePayment(engine, {
    ...opened,
    record: {
      ...opened.record,
      pushAs: reference(object, hash!),
      old: {
        object,
        payment_action: input.payment_action ?? 'sale',
        customer: reference(customer.object, customer.id),
        ...(basket.length > 0 && { basket: basketOf(basket) }),
        ...(input.redirect_url && { redirect_url: input.redirect_url }),
        ...(usesPage && { redirect_url: { iframe_url: page, ...input.redirect_url }, iframe_url: page }),
        ...(container && {
          container: { object: container.object, id: container.id, type: container.type ?? null },
        }),
      } as Partial<SecupayTransaction>,
    },
  });
  const sellers = basket.filter(({ item_type }) => item_type === 'sub_transaction');
  openParts(
    engine,
    whole,
    sellers.map(({ total = 0, contract_id, reference_id, name }) => ({
      amount: total,
      contract: contract_id,
      key: reference_id,
      description: name,
    })),
  );
  return usesPage ? loadPayment(engine, id) : approveSecupay(engine, id, method);
}

/** What follows when the payer has approved, or needs not to: the money is taken, unless it is only to be authorised. */
export function approveSecupay(engine: Engine, id: string, method: PaymentMethod): Payment {
  const { old, outcome } = loadPayment(engine, id).record;
  if (outcome === 'decline') return stepPayment(engine, id, 'deny');
  const canWait = !method.execution && !method.capturesAtOnce;
  if (canWait && old?.payment_action === 'authorization') return stepPayment(engine, id, 'authorise');
  return executePayment(engine, id, method);
}

/** Lines as the API returns them: numbers of articles and tax rates are text. */
export const basketOf = (items: NonNullable<SecupayTransactionInput['basket']>): SecupayBasketItem[] =>
  items.map((item) => ({ ...lineOf(item), ...(item.sub_basket && { sub_basket: item.sub_basket.map(lineOf) }) }));

type Line = Omit<NonNullable<SecupayTransactionInput['basket']>[number], 'sub_basket'>;

function lineOf(line: Line): SecupayBasketItem {
  const texts = (['article_number', 'ean', 'tax'] as const).flatMap((name) =>
    line[name] === undefined ? [] : [[name, String(line[name])]],
  );
  return { ...line, ...Object.fromEntries(texts) } as SecupayBasketItem;
}

function payerOf(engine: Engine, { customer = {} }: SecupayTransactionInput, contract: Contract): Customer {
  return customerOf(engine, typeof customer === 'string' ? { id: customer } : customer, contract);
}

interface Parts {
  readonly input: SecupayTransactionInput;
  readonly contract: Contract;
  readonly customer: Customer;
  readonly container: Container | undefined;
}

function newPayment(engine: Engine, method: PaymentMethod, { input, contract, customer, container }: Parts) {
  const { amount = 0, currency = 'EUR', demo = false, accrual = false, purpose = '', order_id } = input;
  const pushUrl = input.redirect_url?.url_push ?? contractPushUrl(engine, contract.id);
  const { iban, owner, pan } = container?.private ?? {};
  return {
    method,
    amount,
    currency,
    contract: contract.id,
    merchant: contract.merchant?.id ?? '',
    demo,
    description: purpose,
    fields: {
      accrual,
      ...(accrual && method.name === 'prepaid' && { product_id: CROWDFUNDING_PREPAYMENT }),
      ...(customer.contact && { customer: nameOf(customer.contact) }),
      ...(iban !== undefined && { payment_data: maskIban(iban), account_owner: owner ?? null }),
      ...(order_id !== undefined && { order_id }),
    },
    record: {
      outcome: outcomeOf({ surname: customer.contact?.surname, amount, iban, card: pan }),
      ...(pushUrl !== undefined && { pushUrl }),
      ...(iban !== undefined && { account: iban }),
    },
  };
}
