import type { Outcome } from '../errors/outcome.ts';

interface Happened<Type extends string> {
  readonly type: Type;
  /** When, in ms since 1970. */
  readonly at: number;
}

interface OfCall<Type extends string> extends Happened<Type> {
  /** Number of the call, unique within the process: what belongs to one call has the same. */
  readonly call: number;
  /** Such as `smart.transactions.create`. */
  readonly operation: string;
}

interface OfAttempt<Type extends string> extends OfCall<Type> {
  /** 1 for the first request of the call. */
  readonly attempt: number;
}

/** A call begins. */
export interface CallEvent extends OfCall<'call'> {
  readonly method: string;
  /** The path as the API's documents spell it, with parameters in braces: fit as a name, and without ids. */
  readonly path: string;
}

/** A request is about to be sent. */
export interface AttemptEvent extends OfAttempt<'attempt'> {
  /** Its headers; the value of one that is not known to be harmless is `[hidden]`. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A request has ended: with an answer read to its end, or with a failure. */
export interface AnswerEvent extends OfAttempt<'answer'> {
  /** Missing when no answer arrived. */
  readonly status?: number;
  /** What it failed with: the API's exception, the reason of the network, or the name of the error. */
  readonly failure?: string;
  /** In ms. */
  readonly duration: number;
}

/** A request will be sent again. */
export interface RepeatEvent extends OfAttempt<'repeat'> {
  /** How long the client waits before, in ms. */
  readonly pause: number;
  /** What the last one failed with. */
  readonly failure: string;
}

/** A call has ended. */
export interface DoneEvent extends OfCall<'done'> {
  /** In ms, with all attempts and the pauses between them. */
  readonly duration: number;
  readonly attempts: number;
  readonly outcome: 'ok' | Outcome;
  /** Name of the error, when it failed. */
  readonly failure?: string;
  readonly status?: number;
  readonly code?: number;
  readonly supportId?: string;
}

/** A token was asked for. */
export interface TokenEvent extends Happened<'token'> {
  /** Why: none yet, expired, about to expire, or refused by the API. */
  readonly reason: 'first' | 'expired' | 'ahead' | 'refused';
  /** Whether the platform was asked, or another client had left one in the store. */
  readonly from: 'endpoint' | 'store';
  readonly ok: boolean;
  /** In ms. */
  readonly duration: number;
  /** Name of the error, when there was none to be had. */
  readonly failure?: string;
}

/** The token store failed; the client went on with a token of its own. */
export interface TokenStoreEvent extends Happened<'tokenStore'> {
  readonly action: string;
  readonly failure: string;
}

/** The server says that an operation will go away. Told once per operation. */
export interface DeprecatedEvent extends OfCall<'deprecated'> {
  /** When it stops working, as the server puts it. */
  readonly sunset?: string;
}

export type ClientEvent =
  CallEvent | AttemptEvent | AnswerEvent | RepeatEvent | DoneEvent | TokenEvent | TokenStoreEvent | DeprecatedEvent;

/** Functions to be told, by type of event. What they throw harms no call. */
export type Listeners = {
  readonly [Type in ClientEvent['type']]?: ((event: Extract<ClientEvent, { type: Type }>) => unknown) | undefined;
} & {
  /** Told every event. */
  readonly any?: ((event: ClientEvent) => unknown) | undefined;
};
