import type { PaymentSubscription, PaymentSubscriptionCycleExecution } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { load, save } from '../call/objects.ts';
import type { Stored } from '../store/store.ts';

export const SUBSCRIPTIONS = 'payment.subscriptions';
const RECORDS = '_subscriptions';

/** What the sandbox knows of a subscription beside what the API shows. */
export interface SubscriptionRecord extends Stored {
  /** How it is paid, such as `debit`. */
  readonly method: string;
  /** How many the payer has subscribed to. */
  readonly quantity: number;
  /** Where its pushes go, and those of its payments. */
  readonly pushUrl?: string;
}

/** A subscription and what the sandbox knows of it. */
export interface Subscription {
  readonly shown: PaymentSubscription;
  readonly record: SubscriptionRecord;
}

/**
 * A subscription. One that was put into the store by its fields alone is paid by debit.
 *
 * @throws ApiException 404
 */
export function loadSubscription(engine: Pick<Engine, 'store'>, id: string): Subscription {
  const shown = load<PaymentSubscription>(engine, SUBSCRIPTIONS, id);
  return { shown, record: engine.store.get<SubscriptionRecord>(RECORDS, id) ?? { id, method: 'debit', quantity: 1 } };
}

/** Stores a subscription. A changed status is pushed, and so is every charge. */
export function saveSubscription(engine: Engine, { shown, record }: Subscription): Subscription {
  const saved = save(engine, SUBSCRIPTIONS, shown);
  engine.store.put(RECORDS, record);
  engine.pushes.notify(record.pushUrl, SUBSCRIPTIONS, shown.id);
  return { shown: saved, record };
}

export const executionsOf = ({ billing_cycles }: PaymentSubscription): readonly PaymentSubscriptionCycleExecution[] =>
  billing_cycles?.cycle_executions ?? [];

/** The phase whose turn it is; `undefined` when every charge was made. A phase without an end has 0 cycles. */
export const currentPhase = (
  executions: readonly PaymentSubscriptionCycleExecution[],
): PaymentSubscriptionCycleExecution | undefined =>
  executions.find(({ total_cycles, cycles_completed }) => !total_cycles || (cycles_completed ?? 0) < total_cycles);

/**
 * The phases after a charge of one of them was made, or was denied after all.
 *
 * @param by 1 or -1.
 */
export const counted = (
  executions: readonly PaymentSubscriptionCycleExecution[],
  sequence: number | null | undefined,
  by: 1 | -1,
): PaymentSubscriptionCycleExecution[] =>
  executions.map((phase) => {
    if (phase.sequence !== sequence) return phase;
    const cycles_completed = (phase.cycles_completed ?? 0) + by;
    return { ...phase, cycles_completed, cycles_remaining: Math.max(0, (phase.total_cycles ?? 0) - cycles_completed) };
  });
