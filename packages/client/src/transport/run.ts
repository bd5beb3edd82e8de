import type { WithResponse } from '@secuconnect/api';
import { sleep } from '../abort.ts';
import { ApiError, AuthenticationError } from '../errors/api-errors.ts';
import type { Attempt } from '../errors/attempt.ts';
import { AbortError, ConnectionError, TimeoutError } from '../errors/connection-errors.ts';
import { DecodeError } from '../errors/decode-error.ts';
import { errorFromResponse } from '../errors/from-response.ts';
import type { Outcome } from '../errors/outcome.ts';
import { harmless, hide, secretsIn } from '../errors/secrets.ts';
import { conclude, SecuconnectError } from '../errors/secuconnect-error.ts';
import type { TokenSource } from '../auth/token-source.ts';
import type { Observer } from '../observability/observer.ts';
import { shown } from './headers.ts';
import { Limit, TIME_IS_UP } from './limit.ts';
import type { Plan } from './plan.ts';
import { readText, watched } from './read.ts';
import { pauseBeforeRepeat } from './repeat.ts';

/** How much of the body of a failure is read, in bytes. */
const MAX_ERROR_BYTES = 1024 * 1024;

let calls = 0;

/**
 * One call, from its first request to its result.
 * - A refused token (status 401, or 403 with code 2003) is replaced by a new one, and the call sent once more with that: the server has
 *   refused the first one before doing anything. When no other token is to be had, the refusal stands. This does not use up a repeat.
 * - What failed is repeated only when that does no harm: see `repeat.ts`.
 * - Time limits hold for each attempt until the last byte, and for the whole call; the caller's signal ends everything, pauses included.
 * - A success is never turned into a failure because of what its JSON says; but what should be JSON and is not, is no success.
 */
export class Run {
  #plan!: Plan;
  readonly #tokens: TokenSource;
  readonly #observer: Observer;
  readonly #began = Date.now();
  readonly #call = ++calls;
  readonly #attempts: Attempt[] = [];
  /** What is known about the effect of the last attempt. */
  #outcome: Outcome = 'not-sent';

  constructor(tokens: TokenSource, observer: Observer) {
    this.#tokens = tokens;
    this.#observer = observer;
  }

  /** A plan that cannot be made rejects like everything else that goes wrong, and nothing is sent. */
  async result(plan: () => Plan, raw: () => boolean): Promise<WithResponse<unknown>> {
    this.#plan = plan();
    const { method, path } = this.#plan.operation;
    this.#tell('call', () => ({ method, path }));
    try {
      const answered = await this.#carryOut(raw);
      this.#done('ok', answered.response.status);
      return answered;
    } catch (failure) {
      if (failure instanceof SecuconnectError) {
        // A failed request for a token belongs to all the calls that waited for it, and speaks for itself.
        if (failure.operation === this.#plan.operation.id) this.#concluded(failure);
        this.#done(failure.outcome, undefined, failure);
      }
      throw failure;
    }
  }

  async #carryOut(raw: () => boolean): Promise<WithResponse<unknown>> {
    const { operation, blocking, maxRetries, signal } = this.#plan;
    let other: string | undefined;
    let replaced = false;
    for (let repeats = 0; ;) {
      const token = other ?? this.#plan.token ?? this.#tokens.current() ?? (await this.#token());
      other = undefined;
      // A token at hand is not waited for, which is where an aborted call would otherwise end.
      if (signal?.aborted) throw this.#failureOf(signal.reason);
      try {
        return await this.#attempt(token, raw);
      } catch (failure) {
        if (failure instanceof AuthenticationError && this.#plan.token === undefined) {
          this.#tokens.discard(token);
          other = replaced ? token : await this.#token();
          if (other === token) throw failure;
          replaced = true;
          continue;
        }
        const pause = repeats++ < maxRetries ? pauseBeforeRepeat(operation, blocking, failure, repeats - 1) : undefined;
        if (pause === undefined || pause >= this.#left()) throw failure;
        this.#tell('repeat', () => ({
          attempt: this.#attempts.length,
          pause,
          failure: this.#attempts.at(-1)!.failure!,
        }));
        await sleep(pause, signal).catch((reason: unknown) => {
          throw this.#failureOf(reason);
        });
      }
    }
  }

  /** A token from the source. Waiting for it ends with the call. */
  async #token(): Promise<string> {
    const limit = new Limit(this.#left(), this.#plan.signal);
    try {
      return await limit.hold(this.#tokens.token(limit.signal));
    } catch (reason) {
      if (reason instanceof SecuconnectError || limit.signal.aborted)
        throw this.#failureOf(reason, this.#plan.deadline);
      const { id } = this.#plan.operation;
      throw new SecuconnectError(`${id} was not sent: there is no token for it (${hide(String(reason))}).`, {
        outcome: 'not-sent',
        operation: id,
        cause: harmless(reason),
      });
    } finally {
      limit.release();
    }
  }

  async #attempt(token: string, raw: () => boolean): Promise<WithResponse<unknown>> {
    const { timeout, deadline, signal, headers } = this.#plan;
    const left = this.#left();
    // A deadline that is over before anything was sent.
    if (left <= 0) throw this.#failureOf(TIME_IS_UP, deadline);
    const at = Date.now();
    const attempt = this.#attempts.length + 1;
    this.#tell('attempt', () => ({ attempt, headers: shown(headers) }));
    // The limit that is reached first, and is named when it is.
    const nearest = left < timeout ? deadline : timeout;
    const limit = new Limit(Math.min(timeout, left), signal);
    const seen: { response?: Response; failure?: SecuconnectError } = {};
    this.#outcome = 'unknown';
    let stays = false;
    try {
      const { data, response, raw: unread } = await limit.hold(this.#exchange(token, limit.signal, seen, raw));
      if (!unread) return { data, response };
      stays = true;
      const hold = <Value>(read: Promise<Value>): Promise<Value> =>
        limit.hold(read).catch((reason: unknown) => {
          throw this.#concluded(this.#failureOf(reason, nearest, token));
        });
      return { data, response: watched(response, hold, () => limit.release()) };
    } catch (reason) {
      seen.failure = this.#failureOf(reason, nearest, token);
      this.#outcome = seen.failure.outcome;
      throw seen.failure;
    } finally {
      if (!stays) limit.release();
      this.#record(at, seen);
    }
  }

  /** One request and its answer, read to the end unless it was asked for raw. */
  async #exchange(
    token: string,
    signal: AbortSignal,
    seen: { response?: Response },
    raw: () => boolean,
  ): Promise<WithResponse<unknown> & { raw: boolean }> {
    const { operation, subject, url, headers, body, redirect, maxAnswerBytes } = this.#plan;
    const secrets = (): string[] => [token, ...secretsIn(body)];
    const response = await this.#plan.fetch(url, {
      method: operation.method,
      headers: { ...headers, authorization: `Bearer ${token}` },
      ...(body !== undefined && { body }),
      // A redirect could carry the token to another host.
      redirect,
      signal,
    });
    seen.response = response;
    if (response.headers.has('deprecation')) this.#deprecated(response);
    if (!response.ok) {
      const { text } = await readText(response, MAX_ERROR_BYTES);
      throw errorFromResponse(subject, response, text, secrets());
    }
    if (raw()) return { data: undefined, response, raw: true };
    if (operation.responseType) return { data: await response.blob(), response, raw: false };
    const { text, whole } = await readText(response, maxAnswerBytes);
    const broken = (what: string): DecodeError =>
      new DecodeError(subject, { status: response.status, what, text: hide(text, secrets()) });
    if (!whole) throw broken(`more than ${maxAnswerBytes} bytes`);
    try {
      return { data: text === '' ? undefined : JSON.parse(text), response, raw: false };
    } catch {
      throw broken('something else than JSON');
    }
  }

  /** The error for whatever ended an attempt, or the waiting between attempts. */
  #failureOf(reason: unknown, limit = 0, token = ''): SecuconnectError {
    const { subject, signal } = this.#plan;
    if (reason instanceof SecuconnectError) return reason;
    if (reason === TIME_IS_UP) return new TimeoutError(subject, limit, this.#outcome);
    if (signal?.aborted) return new AbortError(subject, signal.reason, this.#outcome);
    return new ConnectionError(subject, reason, [token]);
  }

  /** The error with what is known of the call as a whole. */
  #concluded(failure: SecuconnectError): SecuconnectError {
    conclude(failure, { attempts: this.#attempts, actionId: this.#plan.actionId });
    return failure;
  }

  /** How much of the deadline is left, in ms. */
  #left(): number {
    return this.#began + this.#plan.deadline - Date.now();
  }

  #record(at: number, { response, failure }: { response?: Response; failure?: SecuconnectError }): void {
    const record: Attempt = {
      at,
      duration: Date.now() - at,
      ...(response && { status: response.status }),
      ...(failure && { failure: shortReason(failure) }),
    };
    const attempt = this.#attempts.push(record);
    this.#tell('answer', () => {
      const { at: _at, ...facts } = record;
      return { attempt, ...facts };
    });
  }

  #deprecated({ headers }: Response): void {
    if (!this.#observer.isNew(this.#plan.operation.id)) return;
    const sunset = headers.get('sunset');
    this.#tell('deprecated', () => ({ ...(sunset && { sunset }) }));
  }

  #done(outcome: 'ok' | Outcome, status?: number, failure?: SecuconnectError): void {
    const { code, supportId } = failure instanceof ApiError ? failure : ({} as { code?: number; supportId?: string });
    const known = failure instanceof ApiError ? failure.status : status;
    this.#tell('done', () => ({
      duration: Date.now() - this.#began,
      attempts: this.#attempts.length,
      outcome,
      ...(failure && { failure: failure.name }),
      ...(known !== undefined && { status: known }),
      ...(code !== undefined && { code }),
      ...(supportId !== undefined && { supportId }),
    }));
  }

  #tell(type: 'call' | 'attempt' | 'answer' | 'repeat' | 'done' | 'deprecated', facts: () => object): void {
    const { operation, on } = this.#plan;
    this.#observer.tell(type, () => ({ call: this.#call, operation: operation.id, ...facts() }) as never, on);
  }
}

/** What an attempt failed with, in a word. */
function shortReason(failure: SecuconnectError): string {
  if (failure instanceof ApiError) return failure.error ?? `status ${failure.status}`;
  return (failure instanceof ConnectionError && failure.reason) || failure.name;
}
