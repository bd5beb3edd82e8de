import type { PaymentTransaction, SmartTransaction } from '@secuconnect/api';
import { isoTime } from '../engine/clock.ts';
import type { Engine } from '../engine/engine.ts';
import { load, save } from '../call/objects.ts';
import { PAYMENTS } from '../payments/payment.ts';
import { SMART_STEPS, type SmartResult, type SmartStatus, type SmartStep } from '../states/smart-steps.ts';
import { stepFrom } from '../states/steps.ts';

export const SMART = 'smart.transactions';

/** A stored Smart Transaction: of its payments, it has only the links. */
export type StoredSmart = SmartTransaction & { readonly status: SmartStatus };

/** @throws ApiException 404 */
export const loadSmart = (engine: Pick<Engine, 'store'>, id: string): StoredSmart =>
  load<StoredSmart>(engine, SMART, id);

/**
 * Takes a step of a Smart Transaction.
 *
 * @param fields What else changes.
 * @throws ApiException when the status does not allow the step.
 */
export function stepSmart(
  engine: Engine,
  smart: StoredSmart,
  step: SmartStep,
  fields: Partial<SmartTransaction> = {},
): StoredSmart {
  const { to } = stepFrom(SMART_STEPS, step, smart.status, smart.id);
  const changed = { ...smart, ...fields };
  return save(engine, SMART, { ...changed, status: statusOf(to, changed) });
}

/** @throws ApiException when the status does not allow the step. */
export function assertStep(smart: StoredSmart, step: SmartStep): void {
  stepFrom(SMART_STEPS, step, smart.status, smart.id);
}

function statusOf(result: SmartResult, { intent, delivery_options }: SmartTransaction): SmartStatus {
  if (result !== 'paid') return result;
  if (intent !== 'order') return 'ok';
  return (delivery_options as { type?: string } | undefined)?.type === 'collection' ? 'collection' : 'received';
}

/** What the API shows: the payments in full, and the bookings on cards. */
export function showSmart({ store }: Pick<Engine, 'store'>, smart: SmartTransaction): SmartTransaction {
  const { transactions } = smart;
  if (!transactions) return smart;
  return {
    ...smart,
    transactions: transactions.map(({ object, id }) => {
      const linked = store.get<PaymentTransaction>(object, id);
      if (!linked || object === PAYMENTS) return linked ?? { object, id };
      // The status of a booking is a word; here, the API has numbers.
      const { status: _status, ...booking } = linked;
      return booking;
    }),
  };
}

/** The payments of a Smart Transaction, the leading one first. */
export const paymentsOf = ({ transactions = [] }: SmartTransaction): string[] =>
  transactions.filter(({ object }) => object === PAYMENTS).map(({ id }) => id);

/** Where the pushes of its payments go. */
export const pushUrlOf = ({ application_context }: SmartTransaction): string | undefined =>
  application_context?.return_urls?.url_push ?? undefined;

export const now = ({ clock }: Pick<Engine, 'clock'>): string => isoTime(clock.now());
