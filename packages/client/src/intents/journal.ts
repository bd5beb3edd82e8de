import type { Json } from '../internal/json.ts';

/** What is known of an intent: `open` is about to be sent or has no final answer, `done` took effect, `not-done` had none. */
export type IntentState = 'open' | 'done' | 'not-done';

/** One write that must take effect once: what is about to be sent, and what came of it. Plain JSON. */
export interface Intent {
  /** Your own name for what is to happen, unique in the journal: `order 10042: refund 1`. */
  readonly reference: string;
  /** The operation that is called, such as `payment.transactions.cancel`. */
  readonly operation: string;
  readonly state: IntentState;
  /** What no other open intent of the journal may change: a payment whose amounts are compared, for example. */
  readonly subject?: string | undefined;
  /** Sent as `X-Action`. */
  readonly idempotencyKey: string;
  /** From this age on, in ms, the call can no longer take effect, and the API shows it if it did. */
  readonly hiddenFor: number;
  /** What the rule of the operation compares. Contains no text of a person, only a digest of it. */
  readonly facts: Json;
  /** The result, once the state is `done`. */
  readonly value?: Json | undefined;
}

/** An intent as a journal returns it. */
export interface StoredIntent extends Intent {
  /** Counts the writes of this intent, from 1. It is the fence: a write that expects an older version is rejected. */
  readonly version: number;
  /**
   * Time since its last write, in ms, by one clock for all that use the journal, such as the clock of the database: hosts with wrong clocks then agree.
   */
  readonly age: number;
}

/**
 * Remembers intents beyond a crash. Each account of the API needs a journal of its own: the client of another account does not see what a call has made, and
 * takes it for `not-done`.
 *
 * Several processes need a journal that they share, in which `put` is atomic, and durable once it has resolved.
 */
export interface Journal {
  /** The intent with this reference, if there is one. */
  get(reference: string): Promise<StoredIntent | undefined>;
  /**
   * Stores `intent`, in place of the one with the same reference, in one atomic step.
   *
   * Nothing is stored if that one has another version than `version`, or if another open intent has the same `subject` while this one is open.
   *
   * @param version The version that it replaces; `0` when there must be none.
   * @returns `undefined` if it is stored, with the version `version + 1`; otherwise the intent in its way.
   * @throws Error if it is not known whether it was stored.
   */
  put(intent: Intent, version: number): Promise<StoredIntent | undefined>;
  /** All open intents, the oldest first: what a crash or an unclear response has left. */
  open(): Promise<readonly StoredIntent[]>;
}
