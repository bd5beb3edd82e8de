import type { PaymentPlanInput } from '@secuconnect/api';
import type { Call, Handlers } from '../call/call.ts';
import { showSmart } from '../smart/smart-transaction.ts';
import { openContainerUpdate } from '../smart/update-container.ts';
import { createPlan, patchPlan, replacePlan } from '../subscriptions/plans.ts';

const inputOf = ({ body }: Call): PaymentPlanInput => body as PaymentPlanInput;
const planIn = ({ path }: Call): string => path['paymentPlanId']!;

/** What changes plans, and the instruments of subscriptions. */
export const subscriptionHandlers: Handlers = {
  'payment.plans.create': (call) => createPlan(call, inputOf(call)),
  'payment.plans.update': (call) => replacePlan(call, planIn(call), inputOf(call)),
  'payment.plans.patch': (call) => patchPlan(call, planIn(call), inputOf(call)),
  'smart.transactions.updatePaymentContainer': (call) =>
    showSmart(call, openContainerUpdate(call, call.path['subscriptionId']!)),
};
