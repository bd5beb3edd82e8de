import type { PaymentContainer, PaymentPlanBillingCycle, PaymentSubscriptionCycleExecution } from '@secuconnect/api';
import { isoTime } from '../engine/clock.ts';
import type { Engine } from '../engine/engine.ts';
import { notPossible } from '../engine/exception.ts';
import { reference } from '../call/objects.ts';
import { CONTAINERS, groupedIban, type Instrument } from '../parties/containers.ts';
import { CUSTOMERS, nameOf, type Customer } from '../parties/customers.ts';
import { executePayment } from '../payments/execute-payment.ts';
import { openPayment } from '../payments/open-payment.ts';
import { outcomeOf } from '../payments/outcomes.ts';
import { loadPayment, pushPayment, type Payment } from '../payments/payment.ts';
import { stepPayment } from '../payments/step-payment.ts';
import { paymentMethod } from '../states/payment-methods.ts';
import { addInterval } from './interval.ts';
import { loadPlan } from './plans.ts';
import {
  counted,
  currentPhase,
  executionsOf,
  loadSubscription,
  saveSubscription,
  SUBSCRIPTIONS,
  type Subscription,
} from './subscription.ts';

const JOB = 'charge-subscription';

/** Charges the subscriptions when they are due. */
export function scheduleSubscriptions(engine: Engine): void {
  engine.schedule.on(JOB, ({ payload }) => {
    const subscription = engine.store.has(SUBSCRIPTIONS, payload['subscription'] as string)
      ? loadSubscription(engine, payload['subscription'] as string)
      : undefined;
    const { status, billing_cycles } = subscription?.shown ?? {};
    // It was suspended, or its time was changed, while the job waited.
    if (subscription && status === 'active' && billing_cycles?.next_billing_time === payload['due'])
      charge(engine, subscription);
  });
}

/** @param due ISO 8601; `null` when nothing is to be charged any more. */
export function schedule({ schedule: jobs, clock }: Engine, subscription: string, due: string | null): void {
  if (due !== null) jobs.in(Math.max(0, Date.parse(due) - clock.now()), JOB, { subscription, due });
}

/**
 * When the next charge follows, in milliseconds since 1970; `null` when every charge was made.
 *
 * @param phase That of the charge before, at `time`.
 */
export const dueAt = (
  executions: readonly PaymentSubscriptionCycleExecution[],
  phase: PaymentPlanBillingCycle | undefined,
  time: number,
  anchor = time,
): number | null => (currentPhase(executions) && phase?.interval ? addInterval(time, phase.interval, anchor) : null);

/** Makes one charge. If it is declined, the subscription is suspended until the payer names another instrument. */
function charge(engine: Engine, subscription: Subscription): void {
  const { shown, record } = subscription;
  const executions = executionsOf(shown);
  const sequence = currentPhase(executions)?.sequence;
  const phase = loadPlan(engine, shown.plan!.id!).billing_cycles?.find((one) => one.sequence === sequence);
  const amount = (phase?.price ?? 0) * record.quantity;
  // A free cycle has no payment.
  const payment = amount > 0 ? pay(engine, subscription, amount) : undefined;
  if (payment?.record.state === 'denied') return stop(engine, subscription, 'suspended');
  const after = counted(executions, sequence, 1);
  const due = dueAt(
    after,
    phase,
    Date.parse(shown.billing_cycles!.next_billing_time!),
    Date.parse(shown.start_at ?? ''),
  );
  const next_billing_time = due === null ? null : isoTime(due);
  saveSubscription(engine, {
    shown: {
      ...shown,
      status: due === null ? 'completed' : 'active',
      billing_cycles: { cycle_executions: after, next_billing_time },
    },
    record,
  });
  schedule(engine, shown.id, next_billing_time);
}

/** The merchant hears of the payment once, as of one that was added. */
function pay(engine: Engine, { shown, record }: Subscription, amount: number): Payment {
  const plan = loadPlan(engine, shown.plan!.id!);
  const method = paymentMethod(record.method)!;
  const contact = engine.store.get<Customer>(CUSTOMERS, shown.customer?.id ?? '')?.contact;
  const container = engine.store.get<PaymentContainer>(CONTAINERS, shown.container?.id ?? '');
  const { iban, owner, pan } = (container as { private?: Instrument } | undefined)?.private ?? {};
  const quietly: Engine = { ...engine, pushes: { notify: () => undefined } };
  const { id } = openPayment(engine, {
    method,
    amount,
    currency: plan.currency ?? 'EUR',
    contract: shown.contract?.id ?? '',
    merchant: shown.merchant?.id ?? '',
    demo: shown.demo ?? false,
    description: plan.description ?? '',
    fields: {
      subscription: reference(SUBSCRIPTIONS, shown.id),
      ...(contact && { customer: nameOf(contact) }),
      ...(iban !== undefined && { payment_data: groupedIban(iban), account_owner: owner ?? null }),
    },
    record: {
      subscription: shown.id,
      outcome: outcomeOf({ surname: contact?.surname, amount, iban, card: pan }),
      ...(record.pushUrl !== undefined && { pushUrl: record.pushUrl }),
      ...(iban !== undefined && { account: iban }),
    },
  }).shown;
  if (loadPayment(engine, id).record.outcome === 'decline') stepPayment(quietly, id, 'deny');
  else executePayment(quietly, id, method);
  const payment = loadPayment(engine, id);
  pushPayment(engine, payment, 'added');
  return payment;
}

function stop(engine: Engine, { shown, record }: Subscription, status: 'suspended' | 'cancelled'): void {
  const billing_cycles = { ...shown.billing_cycles, next_billing_time: null };
  saveSubscription(engine, { shown: { ...shown, status, billing_cycles }, record });
}

/** A charge was denied after a check: it does not count, and the subscription is suspended. */
export function takeBackCharge(engine: Engine, id: string): void {
  const { shown, record } = loadSubscription(engine, id);
  if (shown.status === 'suspended' || shown.status === 'cancelled') return;
  const executions = executionsOf(shown);
  const last = [...executions].reverse().find(({ cycles_completed }) => cycles_completed);
  const cycle_executions = counted(executions, last?.sequence, -1);
  stop(engine, { shown: { ...shown, billing_cycles: { cycle_executions } }, record }, 'suspended');
}

/**
 * Ends a subscription before its time.
 *
 * @throws ApiException when it has ended.
 */
export function unsubscribe(engine: Engine, id: string): void {
  const { shown, record } = loadSubscription(engine, id);
  if (shown.status !== 'active' && shown.status !== 'suspended')
    throw notPossible(`The subscription ${id} is ${shown.status}`);
  stop(engine, { shown, record }, 'cancelled');
}

/** The payer has authorised another instrument. A charge that has failed before is made again at once. */
export function replaceContainer(
  engine: Engine,
  id: string,
  {
    method,
    container,
  }: { readonly method: string; readonly container?: { readonly id?: string | undefined } | null | undefined },
): void {
  const { shown, record } = loadSubscription(engine, id);
  const isSuspended = shown.status === 'suspended';
  const due = isoTime(engine.clock.now());
  const { container: _before, ...others } = shown;
  saveSubscription(engine, {
    shown: {
      ...others,
      ...(container?.id !== undefined && { container: reference(CONTAINERS, container.id) }),
      ...(isSuspended && {
        status: 'active' as const,
        billing_cycles: { ...shown.billing_cycles, next_billing_time: due },
      }),
    },
    record: { ...record, method },
  });
  // One without a plan is charged by the merchant.
  if (isSuspended && shown.plan) schedule(engine, id, due);
}
