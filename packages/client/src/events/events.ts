import type { Outcome } from '../errors/outcome.ts';

interface BaseEvent<Type extends string> {
  readonly type: Type;
  /** In ms since 1970. */
  readonly timestamp: number;
}

interface BaseCallEvent<Type extends string> extends BaseEvent<Type> {
  /** Number of the call, unique within the process. All events of one call have the same. */
  readonly callId: number;
  /** Such as `smart.transactions.create`. */
  readonly operation: string;
  readonly method: string;
  /** The path as in the API reference, with parameters in braces: it has no ids, so it can name a metric. */
  readonly path: string;
}

interface BaseRequestEvent<Type extends string> extends BaseCallEvent<Type> {
  /** 1 for the first request of the call. */
  readonly attempt: number;
}

/** A call starts. */
export type CallStartEvent = BaseCallEvent<'start'>;

/** A request is about to be sent. */
export interface RequestEvent extends BaseRequestEvent<'request'> {
  /** Its headers; all but a few known values are `[redacted]`. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A request has ended: its response was read, or it failed. */
export interface ResponseEvent extends BaseRequestEvent<'response'> {
  /** Missing when no response arrived. */
  readonly status?: number;
  /** What it failed with: the API's exception, the network's code, or the name of the error. */
  readonly error?: string;
  /** In ms. */
  readonly duration: number;
}

/** A request will be retried. */
export interface RetryEvent extends BaseRequestEvent<'retry'> {
  /** Backoff before the next attempt, in ms. */
  readonly delay: number;
  /** What the last attempt failed with. */
  readonly error: string;
}

/** A call has ended. */
export interface CallEndEvent extends BaseCallEvent<'end'> {
  /** In ms, with all attempts and the delays between them. */
  readonly duration: number;
  /** Number of requests. */
  readonly attempts: number;
  readonly outcome: 'success' | Outcome;
  /** Name of the error, when it failed. */
  readonly error?: string;
  readonly status?: number;
  readonly code?: number;
  readonly supportId?: string;
}

/** A token was requested. */
export interface TokenEvent extends BaseEvent<'token'> {
  /** Why: no token yet, expired, proactive refresh, or rejected by the API. */
  readonly reason: 'initial' | 'expired' | 'proactive' | 'rejected';
  /** Whether the token endpoint was asked, or another client had stored one. */
  readonly source: 'endpoint' | 'store';
  readonly success: boolean;
  /** In ms. */
  readonly duration: number;
  /** Name of the error, when it failed. */
  readonly error?: string;
}

/** The token store failed; the client went on without it. */
export interface TokenStoreEvent extends BaseEvent<'tokenStore'> {
  readonly action: string;
  /** Name of the error. */
  readonly error: string;
}

/** The server announces that an operation will be removed. Reported once per operation. */
export interface DeprecatedEvent extends BaseCallEvent<'deprecated'> {
  /** When it stops working, as the server puts it. */
  readonly sunset?: string;
}

export type ClientEvent =
  | CallStartEvent
  | RequestEvent
  | ResponseEvent
  | RetryEvent
  | CallEndEvent
  | TokenEvent
  | TokenStoreEvent
  | DeprecatedEvent;

/** Functions that receive events, by type. Exceptions in them are logged and never affect the call. */
export type EventListeners = {
  readonly [Type in ClientEvent['type']]?: ((event: Extract<ClientEvent, { type: Type }>) => unknown) | undefined;
} & {
  /** Receives every event. */
  readonly any?: ((event: ClientEvent) => unknown) | undefined;
};
