import type { Lists } from '../lists/lists.ts';
import { loyaltyHandlers } from './loyalty.ts';
import { generalHandlers } from './general.ts';
import { onboardingHandlers } from './onboarding.ts';
import { partyHandlers } from './payment-parties.ts';
import { paymentHandlers } from './payment-transactions.ts';
import { prepaidHandlers } from './prepaid.ts';
import { payoutHandlers } from './payouts.ts';
import { secupayHandlers } from './secupay.ts';
import { deviceHandlers } from './smart-devices.ts';
import { smartHandlers } from './smart-transactions.ts';
import { subscriptionHandlers } from './subscriptions.ts';
import { showSmart } from '../smart/smart-transaction.ts';
import { EXTRA_OPERATIONS } from '../spec/extra-operations.ts';
import { OPERATIONS } from '../spec/operations.ts';
import type { Call, Handler, Handlers } from '../call/call.ts';
import { genericHandler } from './generic.ts';

/** Operations with behaviour of their own, by domain. */
const OWN: readonly Handlers[] = [
  smartHandlers,
  paymentHandlers,
  secupayHandlers,
  payoutHandlers,
  subscriptionHandlers,
  generalHandlers,
  onboardingHandlers,
  deviceHandlers,
  partyHandlers,
  loyaltyHandlers,
  prepaidHandlers,
];

/** What every operation does. Those without behaviour of their own create, read, list and change what is stored. */
export function handlersOver(lists: Lists): Handlers {
  const own: Handlers = Object.assign({}, ...OWN);
  return Object.fromEntries(
    [...OPERATIONS, ...EXTRA_OPERATIONS].flatMap((operation) => {
      const handler = own[operation.id] ?? genericHandler(operation, lists);
      return handler ? [[operation.id, SHOWN[operation.id]?.(handler) ?? handler]] : [];
    }),
  );
}

/** Lists whose objects are completed when they are shown. */
const SHOWN: Readonly<Record<string, (list: Handler) => Handler>> = {
  'smart.transactions.list': (list) => (call) => {
    const page = list(call) as { readonly data: readonly object[] };
    return { ...page, data: page.data.map((smart) => showSmart(call as Call, smart as never)) };
  },
};
