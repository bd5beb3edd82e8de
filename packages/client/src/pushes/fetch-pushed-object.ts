import type {
  GeneralContract,
  PaymentContainer,
  PaymentPayout,
  PaymentSubscription,
  PaymentTransaction,
  SecupayTransaction,
  ServicesIdentRequest,
  ServicesIdentResult,
} from '@secuconnect/api';
import type { Resources } from '../generated/resources.ts';
import type { RequestOptions } from '../request-options.ts';

/** The object that is read for each target of a push. */
export interface PushObjects {
  /** In the old format (`SecupayTransaction`) when its id is a hash and not `PCI_…`, as with TWINT; see {@link isOldFormat}. */
  'payment.transactions': PaymentTransaction | SecupayTransaction;
  'payment.subscriptions': PaymentSubscription;
  'payment.payouts': PaymentPayout;
  /** The state of a card's network token. */
  'payment.containers': PaymentContainer;
  'payment.secupaycreditcards': SecupayTransaction;
  'payment.secupaydebits': SecupayTransaction;
  'payment.secupayinvoices': SecupayTransaction;
  'payment.secupayprepays': SecupayTransaction;
  'payment.secupaysofort': SecupayTransaction;
  'general.contracts': GeneralContract;
  'services.identrequests': ServicesIdentRequest;
  'services.identresults': ServicesIdentResult;
}

/** The known targets of pushes: the kinds of objects that can change. */
export type PushTarget = keyof PushObjects;

/** The part of the client that reads these objects. */
export type PushReader = Pick<Resources, 'general' | 'payment' | 'services'>;

type FetchObject<Target extends PushTarget> = (
  secuconnect: PushReader,
  id: string,
  options?: RequestOptions,
) => Promise<PushObjects[Target]>;

const FETCH_BY_TARGET: { readonly [Target in PushTarget]: FetchObject<Target> } = {
  'payment.transactions': ({ payment }, id, options) =>
    isOldFormatId(id)
      ? payment.transactions.getOldFormat(id, options)
      : payment.transactions.get(id, undefined, options),
  'payment.subscriptions': ({ payment }, id, options) => payment.subscriptions.get(id, undefined, options),
  'payment.payouts': ({ payment }, id, options) => payment.payouts.get(id, undefined, options),
  'payment.containers': ({ payment }, id, options) => payment.containers.get(id, undefined, options),
  'payment.secupaycreditcards': ({ payment }, id, options) => payment.secupayCreditcards.get(id, options),
  'payment.secupaydebits': ({ payment }, id, options) => payment.secupayDebits.get(id, options),
  'payment.secupayinvoices': ({ payment }, id, options) => payment.secupayInvoices.get(id, options),
  'payment.secupayprepays': ({ payment }, id, options) => payment.secupayPrepays.get(id, options),
  'payment.secupaysofort': ({ payment }, id, options) => payment.secupaySofort.get(id, options),
  'general.contracts': ({ general }, id, options) => general.contracts.get(id, undefined, options),
  'services.identrequests': ({ services }, id, options) => services.identRequests.get(id, undefined, options),
  'services.identresults': ({ services }, id, options) => services.identResults.get(id, undefined, options),
};

/** All known targets. */
export const pushTargets = Object.keys(FETCH_BY_TARGET) as readonly PushTarget[];

/** Whether a target is known, so that {@link fetchPushedObject} can read its objects. */
export const isPushTarget = (target: string): target is PushTarget => Object.hasOwn(FETCH_BY_TARGET, target);

/**
 * Reads the object that a push is about, with the `get` operation for its target. `createPushHandler` does this itself; use this function if you
 * take pushes from a queue.
 *
 * @param id Id of the object: an entry of the push's `data`.
 * @throws SecuconnectError as every call does.
 */
export function fetchPushedObject<Target extends PushTarget>(
  secuconnect: PushReader,
  target: Target,
  id: string,
  options?: RequestOptions,
): Promise<PushObjects[Target]> {
  return FETCH_BY_TARGET[target](secuconnect, id, options);
}

/** Whether a payment with this id is in the old format: the id is a hash and not `PCI_…`. */
export const isOldFormatId = (id: string): boolean => !id.startsWith('PCI_');

/** Whether a payment is in the old format: its id is a hash and not `PCI_…`. Only needed after {@link fetchPushedObject}; handlers get one format each. */
export const isOldFormat = (payment: PaymentTransaction | SecupayTransaction): payment is SecupayTransaction =>
  isOldFormatId(payment.id);
