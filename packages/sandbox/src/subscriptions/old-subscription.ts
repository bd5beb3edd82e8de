import type { SecupayTransactionInput, SecupayTransactionSubscriptionInput } from '@secuconnect/api';
import { isoTime } from '../engine/clock.ts';
import type { Engine } from '../engine/engine.ts';
import { notPossible } from '../engine/exception.ts';
import { reference } from '../call/objects.ts';
import { savePayment, type Payment } from '../payments/payment.ts';
import { loadSubscription, saveSubscription, SUBSCRIPTIONS } from './subscription.ts';

/** The first number of a subscription without a plan. */
const FIRST_NUMBER = 51_700;

/**
 * An input that charges an existing subscription is paid by its payer, with its instrument.
 *
 * @throws ApiException for a subscription that does not exist, or is not charged any more.
 */
export function withSubscription(engine: Engine, input: SecupayTransactionInput): SecupayTransactionInput {
  if (input.subscription?.id === undefined) return input;
  const { customer, container, status } = loadSubscription(engine, String(input.subscription.id)).shown;
  if (status !== 'active') throw notPossible(`The subscription ${input.subscription.id} is ${status}`);
  return {
    ...input,
    ...(customer?.id !== undefined && { customer: customer.id }),
    ...(container?.id !== undefined && { container: container.id }),
  };
}

/** Links a payment to the subscription that it opens or charges. It has a number and no plan: the merchant decides when to charge it. */
export function openOldSubscription(
  engine: Engine,
  payment: Payment,
  { id, purpose }: SecupayTransactionSubscriptionInput,
): Payment {
  const { shown, record } = payment;
  // Nothing was agreed on.
  if (id === undefined && record.state === 'denied') return payment;
  const number = id ?? engine.ids.number('subscriptions', FIRST_NUMBER);
  if (id === undefined) create(engine, payment, String(number));
  const text = purpose ?? shown.description ?? null;
  return savePayment(engine, {
    shown: { ...shown, subscription: reference(SUBSCRIPTIONS, String(number)) },
    record: {
      ...record,
      subscription: String(number),
      old: { ...record.old, subscription: { id: number, purpose: text } },
    },
  });
}

function create(engine: Engine, { shown, record }: Payment, id: string): void {
  const { customer, container } = record.old ?? {};
  const now = isoTime(engine.clock.now());
  saveSubscription(engine, {
    shown: {
      object: SUBSCRIPTIONS,
      id,
      created: now,
      ...(shown.merchant?.id !== undefined && { merchant: reference('general.merchants', shown.merchant.id) }),
      ...(shown.contract?.id !== undefined && { contract: reference('general.contracts', shown.contract.id) }),
      ...(customer && { customer: reference(customer.object, customer.id) }),
      ...(container && { container: reference(container.object, container.id) }),
      start_at: now,
      status: 'active',
      demo: record.demo,
    },
    record: {
      id,
      method: record.method,
      quantity: 1,
      ...(record.pushUrl !== undefined && { pushUrl: record.pushUrl }),
    },
  });
}
