import type { PaymentPlan, PaymentPlanBillingCycle, PaymentPlanInput } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { invalid, notPossible } from '../engine/exception.ts';
import { create, load, reference, save } from '../call/objects.ts';
import { ownContract } from '../parties/contracts.ts';
import { INTERVAL_UNITS } from './interval.ts';

const PLANS = 'payment.plans';
const STATUSES = ['created', 'active', 'inactive'];

/** @throws ApiException 404 */
export const loadPlan = (engine: Pick<Engine, 'store'>, id: string): PaymentPlan =>
  load<PaymentPlan>(engine, PLANS, id);

/** @throws ApiException for a plan without phases, or with a phase that cannot be charged. */
export function createPlan(engine: Engine, input: PaymentPlanInput): PaymentPlan {
  const { id: own } = ownContract(engine).merchant ?? {};
  const fields = checked({ status: 'created', currency: 'EUR', paypal_plan_id: null, ...fieldsOf(input) });
  const merchant = merchantOf(input) ?? own;
  const made = create(engine, PLANS, 'PLN_', {
    ...fields,
    ...(merchant !== undefined && { merchant: reference('general.merchants', merchant) }),
  });
  return save(engine, PLANS, made);
}

/** Replaces a plan: what is not sent again is gone. Who offers it stays. */
export function replacePlan(engine: Engine, id: string, input: PaymentPlanInput): PaymentPlan {
  const { object, created, merchant, status, currency } = loadPlan(engine, id);
  const kept = { object, id, created, merchant, status, currency, paypal_plan_id: null } as PaymentPlan;
  return change(engine, id, kept, input);
}

/** Changes what is sent, and leaves the rest. */
export const patchPlan = (engine: Engine, id: string, input: PaymentPlanInput): PaymentPlan =>
  change(engine, id, loadPlan(engine, id), input);

function change(engine: Engine, id: string, kept: PaymentPlan, input: PaymentPlanInput): PaymentPlan {
  if (input.status === 'created' && kept.status !== 'created')
    throw notPossible(`${id} is ${kept.status}: it cannot become created again`);
  const merchant = merchantOf(input);
  return save(engine, PLANS, {
    ...kept,
    ...checked({ ...kept, ...fieldsOf(input) }),
    ...(merchant !== undefined && { merchant: reference('general.merchants', merchant) }),
  });
}

const merchantOf = ({ merchant_id, merchant }: PaymentPlanInput): string | undefined => merchant_id ?? merchant?.id;

function fieldsOf({
  merchant: _merchant,
  merchant_id: _id,
  ...fields
}: PaymentPlanInput): Omit<PaymentPlan, 'object' | 'id'> {
  return fields;
}

type Fields = Omit<PaymentPlan, 'object' | 'id'>;

function checked(plan: Fields): Fields {
  const { status, billing_cycles = [], payment_methods = [], paypal_plan_id } = plan;
  if (!STATUSES.includes(status ?? '')) throw invalid(`body/status must be one of ${STATUSES.join(', ')}`);
  if (billing_cycles.length === 0) throw invalid('body/billing_cycles must have a phase');
  if (payment_methods.includes('paypal') && paypal_plan_id == null)
    throw invalid('body/paypal_plan_id is missing: PayPal needs the plan there');
  billing_cycles.forEach(checkPhase);
  return plan;
}

function checkPhase({ interval, price, total_cycles }: PaymentPlanBillingCycle, index: number): void {
  const at = `body/billing_cycles/${index}`;
  if (!INTERVAL_UNITS.includes(interval?.unit ?? '')) throw invalid(`${at}/interval/unit must be a unit of time`);
  if ((interval?.count ?? 1) < 1) throw invalid(`${at}/interval/count must be more than 0`);
  if ((price ?? -1) < 0) throw invalid(`${at}/price must not be negative`);
  if ((total_cycles ?? 0) < 0) throw invalid(`${at}/total_cycles must not be negative`);
}
