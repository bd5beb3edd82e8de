import type { SmartTransaction } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { notPossible } from '../engine/exception.ts';
import { create, load, save } from '../call/objects.ts';
import { CUSTOMERS, type Customer } from '../parties/customers.ts';
import { nextNumber } from '../payments/open-payment.ts';
import { loadPlan } from '../subscriptions/plans.ts';
import { loadSubscription, SUBSCRIPTIONS } from '../subscriptions/subscription.ts';
import { DEFAULT_CONTEXT, linksOf } from './create-smart.ts';
import { SMART, type StoredSmart } from './smart-transaction.ts';

/** How a subscription without a plan can be paid. */
const METHODS = ['creditcard', 'debit'];

/**
 * Opens a Smart Transaction without a sum, in which the payer authorises another instrument for a subscription.
 *
 * @throws ApiException for a subscription that does not exist, or has ended.
 */
export function openContainerUpdate(engine: Engine, id: string): StoredSmart {
  const { shown: subscription } = loadSubscription(engine, id);
  const { status, merchant, contract, customer, plan: planLink, smart_transaction: origin, demo } = subscription;
  if (status !== 'active' && status !== 'suspended') throw notPossible(`The subscription ${id} is ${status}`);
  const plan = planLink?.id === undefined ? undefined : loadPlan(engine, planLink.id);
  const first = engine.store.get<SmartTransaction>(SMART, origin?.id ?? '');
  const fields = {
    intent: 'sale',
    ...(merchant && { merchant }),
    ...(contract && { contract }),
    ...(customer?.id !== undefined && { customer: load<Customer>(engine, CUSTOMERS, customer.id) }),
    basket_info: { sum: 0, currency: plan?.currency ?? 'EUR' },
    is_demo: demo ?? false,
    ...(first?.application_context && { application_context: first.application_context }),
    payment_context: { ...DEFAULT_CONTEXT, payment_methods: plan?.payment_methods ?? METHODS },
    subscription: { object: SUBSCRIPTIONS, id },
  } as Partial<SmartTransaction>;
  const made = create(engine, SMART, 'STX_', { status: 'created' as const, ...fields, trans_id: nextNumber(engine) });
  const payment_links = linksOf(engine, made.id, fields);
  return save(engine, SMART, { ...made, payment_links, transactions: [] }) as StoredSmart;
}
