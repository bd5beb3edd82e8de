import type { Secuconnect } from '@secuconnect/client';
import type { PushTarget } from '@secuconnect/client/pushes';

/** An object of a list, as far as watching needs it. */
export interface WatchedObject {
  readonly id?: string;
  readonly created?: string | null;
  readonly updated?: string | null;
  readonly amount?: number | null;
  readonly subscription?: unknown;
  readonly status?: unknown;
  readonly token_status?: unknown;
  readonly details?: { readonly status_simple?: unknown } | null;
}

/** The lists have other queries and items, of which watching uses the same part. */
export interface WatchedList {
  list(query: object, options: { readonly signal: AbortSignal }): AsyncIterable<WatchedObject>;
}

/** A kind of object whose changes can be found in its list. */
export interface WatchedKind {
  /** The fields with the time of a change. */
  readonly times: readonly ('updated' | 'created')[];
  /** Further fields that are read. */
  readonly fields: readonly string[];
  readonly listOf: (client: Secuconnect) => unknown;
  /** What the API pushes a change of; `undefined` for an object that has none. */
  readonly statusOf: (object: WatchedObject) => unknown;
  /** Whether the API says `added` for a new object. */
  readonly isAdded: (object: WatchedObject) => boolean;
}

const UPDATED = ['updated', 'created'] as const;
const never = (): boolean => false;

/** The kinds that have times. Payouts, contracts and payments of the older resources have none, so that their changes cannot be found. */
export const WATCHED_KINDS: Readonly<Partial<Record<PushTarget, WatchedKind>>> = {
  'payment.transactions': {
    times: UPDATED,
    fields: ['amount', 'subscription', 'status', 'details.status_simple'],
    listOf: ({ payment }) => payment.transactions,
    statusOf: ({ details, status }) => details?.status_simple ?? status,
    // A refund, or the payment of a subscription.
    isAdded: ({ amount, subscription }) => (amount ?? 0) < 0 || subscription != null,
  },
  'payment.subscriptions': {
    times: UPDATED,
    fields: ['status'],
    listOf: ({ payment }) => payment.subscriptions,
    statusOf: ({ status }) => status,
    isAdded: never,
  },
  'payment.containers': {
    times: UPDATED,
    fields: ['token_status'],
    listOf: ({ payment }) => payment.containers,
    statusOf: ({ token_status }) => token_status,
    isAdded: never,
  },
  'services.identrequests': {
    times: UPDATED,
    fields: ['status'],
    listOf: ({ services }) => services.identRequests,
    statusOf: ({ status }) => status,
    isAdded: never,
  },
  'services.identresults': {
    times: ['created'],
    fields: ['status'],
    listOf: ({ services }) => services.identResults,
    statusOf: ({ status }) => status,
    isAdded: () => true,
  },
};
