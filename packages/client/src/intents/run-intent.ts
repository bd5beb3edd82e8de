import type { WithResponse } from '@secuconnect/api';
import { AbortError } from '../errors/connection-errors.ts';
import { sanitizeCause } from '../errors/sanitize-cause.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';
import { monotonicNow } from '../internal/clock.ts';
import { randomUuid } from '../internal/random-id.ts';
import { ScopeEnded } from '../internal/timeout.ts';
import { apiByPath, type ApiByPath } from '../path-client.ts';
import type { Snapshot } from '../settle/facts.ts';
import { observe } from '../settle/observe.ts';
import { inputAsSent } from '../settle/sent-body.ts';
import { settleIntent, type IntentFacts } from './settle-intent.ts';
import { canonicalJson } from '../settle/values.ts';
import { withSendBefore, type InterceptedCall } from '../transport/intercept.ts';
import { IntentOpenError } from './intent-open-error.ts';
import type { Json } from '../internal/json.ts';
import type { Intent, IntentState, Journal, StoredIntent } from './journal.ts';
import { planIntent, type IntentPlan } from './plan-intent.ts';
import { putIntent } from './put-intent.ts';

/** How often another process may win the same intent before this one gives up. */
const MAX_ROUNDS = 5;

/** Thrown in place of a response that was lost, for a call that took effect. */
export class LostResponse extends Error {}

/** What an intent has led to, beside its response. */
export interface IntentEnd {
  /** Whether the write was made now. */
  isNew: boolean;
  /** Why the journal does not know the end. */
  journalError?: unknown;
}

/**
 * Makes the call of one intent: stores what is about to be sent, sends it unless an earlier call took effect, and stores what came of it.
 * - The write to the journal comes before the first byte. If it fails, nothing is sent.
 * - Where states before and after are compared, the state is read before the intent is stored and again after it: what another program changes in
 *   between would be taken for the effect of this call.
 * - `totalTimeout` runs from before the intent is stored, on a clock that does not jump and on the clock of the host, which goes on while a machine is
 *   suspended: a process that was paused for longer sends nothing.
 */
export class IntentRun {
  readonly end: IntentEnd = { isNew: false };
  /** Whether the call took effect, and its response is not known. */
  isLost = false;
  readonly #journal: Journal;
  readonly #reference: string;
  readonly #keepResponse: boolean;
  #call: InterceptedCall | undefined;
  #made: Promise<WithResponse<unknown>> | undefined;
  /** What the program must not do with the options of the call, and has done. */
  #mistake: TypeError | undefined;
  #isOver = false;
  #api!: ApiByPath;
  #plan!: IntentPlan;

  constructor(journal: Journal, reference: string, keepResponse: boolean) {
    this.#journal = journal;
    this.#reference = reference;
    this.#keepResponse = keepResponse;
  }

  /**
   * Ends the run: its options make no more writes. Resolves once the write has ended, also if `call` did not wait for it.
   *
   * @throws what the write has rejected with, if `call` has hidden it, and TypeError if there was no write, or two.
   */
  async close(): Promise<void> {
    this.#isOver = true;
    if (!this.#made) throw new TypeError('`call` made no write with the options that it got.');
    await this.#made.catch((error: unknown) => {
      if (!(error instanceof LostResponse)) throw error;
    });
    if (this.#mistake) throw this.#mistake;
  }

  /** Ends the run of a `call` that has rejected. */
  abandon(): void {
    this.#isOver = true;
  }

  /** @throws LostResponse when the call took effect and its response is not known. */
  async make(call: InterceptedCall): Promise<WithResponse<unknown>> {
    if (call.operation.safe) return call.send(call.options);
    if (this.#isOver) throw new TypeError('The intent has ended: its options cannot make a write any more.');
    if (this.#made)
      throw (this.#mistake = new TypeError('An intent is one write: use a second intent for the second write.'));
    this.#made = this.#make(call).catch((error: unknown) => {
      this.isLost = error instanceof LostResponse;
      throw error;
    });
    return this.#made;
  }

  async #make(call: InterceptedCall): Promise<WithResponse<unknown>> {
    // What is compared is what is sent, even if the program changes its objects meanwhile.
    this.#call = { ...call, input: inputAsSent(call.operation, call.input) };
    this.#api = apiByPath(call.transport);
    this.#plan = await planIntent(this.#call);
    let version = 0;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const before = this.#plan.needsBefore ? await this.#snapshot() : undefined;
      const intent = this.#newIntent(before);
      const startedAt = monotonicNow();
      const sendBefore = Date.now() + this.#plan.totalTimeout;
      const existing = await this.#begin(intent, version);
      if (!existing) return this.#send(intent, version + 1, startedAt, sendBefore);
      const known = await this.#outcomeOf(existing);
      if (known) return known;
      version = existing.version;
    }
    throw this.#notSent('other processes use the same intent');
  }

  #newIntent(before: Snapshot | undefined): Intent {
    const { operation, options } = this.#call!;
    const { call, facts, ruleDigest: rule, subject, hiddenFor } = this.#plan;
    const key = options.idempotencyKey;
    const known: IntentFacts = {
      call,
      at: Date.now(),
      ...(facts && { facts }),
      ...(rule !== undefined && { rule }),
      ...(before && { before }),
    };
    return {
      reference: this.#reference,
      operation: operation.id,
      state: 'open',
      ...(subject !== undefined && { subject }),
      idempotencyKey: typeof key === 'string' ? key : randomUuid(),
      hiddenFor,
      facts: known as unknown as Json,
    };
  }

  /** @returns The intent in its way, if it was not stored. */
  async #begin(intent: Intent, version: number): Promise<StoredIntent | undefined> {
    try {
      return await putIntent(this.#journal, intent, version, this.#call!.options.signal);
    } catch (error) {
      if (error instanceof ScopeEnded) throw new AbortError(this.#call!.operation, error.reason, 'not-sent');
      const code = (error as { readonly code?: unknown } | null)?.code;
      throw this.#notSent(`the journal failed${typeof code === 'string' ? ` (${code})` : ''}`, error);
    }
  }

  /**
   * What came of an earlier call, or of the intent that is in the way.
   *
   * @returns `undefined` if it had no effect, and the call may be made.
   * @throws IntentOpenError if that is not known.
   */
  async #outcomeOf(existing: StoredIntent): Promise<WithResponse<unknown> | undefined> {
    const { operation } = this.#call!;
    const { reference, state, version } = existing;
    if (reference !== this.#reference)
      throw new IntentOpenError(operation.id, {
        outcome: 'not-sent',
        reference,
        readAgainAt: new Date(Date.now() + Math.max(0, existing.hiddenFor - existing.age)),
        reason: 'It changes the same object.',
      });
    if (existing.operation !== operation.id || (existing.facts as unknown as IntentFacts).call !== this.#plan.call)
      throw new TypeError(
        `The intent ${JSON.stringify(reference)} is about another call, ${existing.operation === operation.id ? 'with other parameters or another body' : `of ${existing.operation}`}. Each effect needs a reference of its own.`,
      );
    if (state === 'not-done') return undefined;
    if (state === 'done') return this.#response(existing.value);
    const settled = await settleIntent(this.#api, existing, this.#readOptions);
    if (settled.result === 'not-done') return undefined;
    if (settled.result === 'undecided')
      throw new IntentOpenError(operation.id, { ...settled, outcome: 'unknown', reference });
    return this.#foundDone(existing, version, settled.value);
  }

  async #send(intent: Intent, version: number, startedAt: number, sendBefore: number): Promise<WithResponse<unknown>> {
    const { send, options, input } = this.#call!;
    if (this.#plan.needsBefore) await this.#assertUnchanged(intent, version);
    try {
      const idempotencyKey = options.idempotencyKey === false ? false : intent.idempotencyKey;
      const totalTimeout = this.#plan.totalTimeout - (monotonicNow() - startedAt);
      const result = await send(withSendBefore({ ...options, idempotencyKey, totalTimeout }, sendBefore), input);
      this.end.isNew = true;
      await this.#record(intent, version, 'done', result.data);
      return result;
    } catch (error) {
      if (!(error instanceof SecuconnectError && error.outcome === 'unknown')) {
        await this.#record(intent, version, 'not-done');
        throw error;
      }
      const stored = { ...intent, version, age: monotonicNow() - startedAt };
      const settled = await settleIntent(this.#api, stored, this.#readOptions).catch(() => undefined);
      if (settled?.result !== 'done') throw error;
      this.end.isNew = true;
      return this.#foundDone(intent, version, settled.value);
    }
  }

  /** An effect that another program has at this moment must not count as the effect of this call. */
  async #assertUnchanged(intent: Intent, version: number): Promise<void> {
    const { before } = intent.facts as unknown as IntentFacts;
    let isUnchanged = false;
    try {
      isUnchanged = canonicalJson(await this.#snapshot()) === canonicalJson(before);
    } finally {
      if (!isUnchanged) await this.#record(intent, version, 'not-done');
    }
    if (!isUnchanged) throw this.#notSent('the object has just changed; decide again');
  }

  /** The effect was found: the object that shows it is the response, if it has the same type. */
  async #foundDone(intent: Intent, version: number, object: unknown): Promise<WithResponse<unknown>> {
    const isResponse = this.#plan.rule?.returns === true;
    await this.#record(intent, version, 'done', isResponse ? object : undefined);
    return isResponse ? responseOf(object) : lost();
  }

  /** The response that the journal has kept, or what can be read in its place. */
  async #response(value: Json | undefined): Promise<WithResponse<unknown>> {
    if (typeof value === 'object' && value !== null && 'response' in value) return responseOf(value['response']);
    const { rule, facts } = this.#plan;
    if (!rule?.returns || !facts) return lost();
    const { object } = await observe(this.#api, rule, facts, Number.POSITIVE_INFINITY, this.#readOptions);
    return object === undefined ? lost() : responseOf(object);
  }

  /** Stores the end of the intent. A failure changes nothing about the result: the intent stays open, and can be settled. */
  async #record(intent: Intent, version: number, state: IntentState, response?: unknown): Promise<void> {
    const isKept = this.#keepResponse && response !== undefined;
    try {
      const { facts, ...rest } = intent;
      // What was compared is of no use any more.
      const { call } = facts as unknown as IntentFacts;
      const ended = { ...rest, facts: { call }, state, ...(isKept && { value: { response: response as Json } }) };
      const other = await putIntent(this.#journal, ended, version);
      // Another process that has found the same end is no failure.
      if (other && other.state !== state) throw new Error('Another process has taken over the intent.');
    } catch (error) {
      // Errors of databases may hold what was to be stored.
      this.end.journalError = sanitizeCause(error) ?? new Error('The journal failed.');
    }
  }

  async #snapshot(): Promise<Snapshot | undefined> {
    const { rule, facts } = this.#plan;
    const { observed } = await observe(this.#api, rule!, facts!, 0, this.#readOptions);
    return typeof observed === 'object' && 'values' in observed ? observed : undefined;
  }

  get #readOptions(): { signal?: AbortSignal | undefined } {
    return { signal: this.#call!.options.signal };
  }

  #notSent(reason: string, cause?: unknown): SecuconnectError {
    const { id } = this.#call!.operation;
    return new SecuconnectError(`${id} was not sent: ${reason}.`, {
      outcome: 'not-sent',
      operation: id,
      ...(cause !== undefined && { cause: sanitizeCause(cause) }),
    });
  }
}

const responseOf = (data: unknown): WithResponse<unknown> => ({ data, response: new Response(null) });

function lost(): never {
  throw new LostResponse('The call took effect; its response is not known.');
}
