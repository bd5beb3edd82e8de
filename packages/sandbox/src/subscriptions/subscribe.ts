import type { PaymentPlan, SmartTransaction, SmartTransactionBasketProduct } from '@secuconnect/api';
import { isoTime } from '../engine/clock.ts';
import type { Engine } from '../engine/engine.ts';
import { invalid, methodUnavailable, notPossible } from '../engine/exception.ts';
import { reference } from '../call/objects.ts';
import { dueAt, schedule } from './charge.ts';
import { loadPlan } from './plans.ts';
import { counted, saveSubscription, SUBSCRIPTIONS, type SubscriptionRecord } from './subscription.ts';

/** The lines of a basket by which the payer subscribes. */
const linesOf = ({ basket }: Pick<SmartTransaction, 'basket'>): SmartTransactionBasketProduct[] =>
  (basket?.products ?? []).filter(({ item_type }) => item_type === 'subscription');

/** Whether the payer subscribes to something, or authorises another instrument for it: neither needs a sum. */
export const isSubscribing = (smart: SmartTransaction): boolean =>
  smart.subscription != null || linesOf(smart).length > 0;

/** @throws ApiException when a basket has a plan that cannot be subscribed to, or that cannot be paid by the method. */
export function assertSubscribable(
  engine: Pick<Engine, 'store'>,
  smart: Pick<SmartTransaction, 'basket'>,
  method?: string,
): void {
  for (const { plan_id } of linesOf(smart)) {
    if (plan_id == null) throw invalid('A subscription in the basket has no plan_id', 1010);
    const { id, status, payment_methods: methods } = loadPlan(engine, plan_id);
    if (status !== 'active') throw notPossible(`${id} is ${status}: it cannot be subscribed to`);
    if (method !== undefined && methods && !methods.includes(method))
      throw methodUnavailable(`${id} cannot be paid by ${method}`);
  }
}

/** Opens the subscriptions of a basket that was paid: the payment was the first charge of those that start at once. */
export function subscribe(
  engine: Engine,
  smart: SmartTransaction,
  paid: Omit<SubscriptionRecord, 'id' | 'quantity'>,
): void {
  for (const line of linesOf(smart)) open(engine, smart, line, paid);
}

function open(
  engine: Engine,
  smart: SmartTransaction,
  { plan_id, start_at, quantity }: SmartTransactionBasketProduct,
  paid: Omit<SubscriptionRecord, 'id' | 'quantity'>,
): void {
  const plan = loadPlan(engine, plan_id!);
  const now = engine.clock.now();
  const start = Math.max(now, Date.parse(start_at ?? '') || now);
  const id = engine.ids.id('SUB_');
  const made = {
    object: SUBSCRIPTIONS,
    id,
    created: isoTime(now),
    smart_transaction: reference(smart.object, smart.id),
    ...Object.fromEntries(
      (['merchant', 'contract', 'customer', 'container'] as const).flatMap((name) => {
        const { object, id: linked } = smart[name] ?? {};
        return object === undefined || linked === undefined ? [] : [[name, reference(object, linked)]];
      }),
    ),
    plan: reference(plan.object, plan.id),
    start_at: isoTime(start),
    status: 'active' as const,
    paypal_subscription_id: paid.method === 'paypal' ? `I-${engine.ids.letters(12)}` : null,
    billing_cycles: billingFrom(plan, start, now),
    demo: smart.is_demo ?? false,
  };
  saveSubscription(engine, { shown: made, record: { id, quantity: quantity ?? 1, ...paid } });
  schedule(engine, id, made.billing_cycles.next_billing_time);
}

/** Before a later start, only the setup fee is paid. */
function billingFrom({ billing_cycles = [] }: PaymentPlan, start: number, now: number) {
  const phases = billing_cycles.map(({ sequence = null, tenure_type = null, total_cycles = null }) => ({
    sequence,
    tenure_type,
    total_cycles,
    cycles_completed: 0,
    cycles_remaining: total_cycles ?? 0,
  }));
  const [first] = billing_cycles;
  const isPaid = start === now || first?.tenure_type === 'setup';
  const cycle_executions = isPaid ? counted(phases, first?.sequence, 1) : phases;
  const next = start > now ? start : dueAt(cycle_executions, first, now);
  return { cycle_executions, next_billing_time: next === null ? null : isoTime(next) };
}
