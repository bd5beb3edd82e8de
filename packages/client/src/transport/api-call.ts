import type { WithResponse } from '@secuconnect/api';
import type { TokenSource } from '../auth/token-source/token-source.ts';
import { ApiError, AuthenticationError } from '../errors/api-errors.ts';
import { AbortError, ConnectionError, TimeoutError } from '../errors/connection-errors.ts';
import { rememberCall } from '../errors/failed-call.ts';
import { outcomeOf, type Outcome } from '../errors/outcome.ts';
import type { RequestAttempt } from '../errors/request-attempt.ts';
import { sanitizeCause } from '../errors/sanitize-cause.ts';
import { addCallDetails, SecuconnectError } from '../errors/secuconnect-error.ts';
import type { EventDispatcher } from '../events/event-dispatcher.ts';
import { sleep } from '../internal/abort.ts';
import { monotonicNow } from '../internal/clock.ts';
import { redact } from '../internal/redact.ts';
import { ScopeEnded, TimeoutScope } from '../internal/timeout.ts';
import { toCallError } from './call-error.ts';
import { CallReporter } from './call-reporter.ts';
import type { PreparedRequest } from './prepare-request.ts';
import { retryDelay } from './retry-policy.ts';
import { sendAttempt, type AttemptOptions } from './send-attempt.ts';

/** What the calls of a client share. */
export interface CallDependencies {
  readonly tokens: TokenSource;
  readonly dispatcher: EventDispatcher;
  /** Operations whose deprecation has been reported. */
  readonly reportedDeprecations: Set<string>;
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/**
 * Executes one call, from its first request to its result.
 * - A rejected token (status 401, or 403 with code 2003) is replaced once, and the call is sent again with the new one: the server rejected the
 *   first request before any effect. If there is no other token, the call fails. This does not count as a retry. A replacement from a store may be as
 *   old as the rejected token: it is replaced again.
 * - A failure is retried only when `retry-policy.ts` allows it.
 * - Timeouts cover each attempt, body included, and the whole call. The caller's signal ends everything at once, delays included.
 * - A success never becomes a failure because of the content of its JSON, only because the body is not JSON, or too large.
 */
export class ApiCallExecution implements AttemptOptions {
  readonly #request: PreparedRequest;
  readonly #dependencies: CallDependencies;
  readonly #reporter: CallReporter;
  readonly #startedAt = monotonicNow();
  readonly #attempts: RequestAttempt[] = [];
  /** What is known about the effect of the last attempt. */
  #outcome: Outcome = 'not-sent';
  #retries = 0;
  /** The token that replaces a rejected one, in the next attempt. */
  #replacement: string | undefined;
  #replacements = 0;
  /** When the current attempt started, by both clocks, in ms. */
  #attemptStartedAt = 0;
  #clockAtStart = 0;
  /** The response of the current attempt. */
  #response: Response | undefined;

  /** Whether the caller wants the response unread. */
  readonly isRaw: () => boolean;
  timeLeft = Number.POSITIVE_INFINITY;

  constructor(request: PreparedRequest, dependencies: CallDependencies, isRaw: () => boolean) {
    this.#request = request;
    this.#dependencies = dependencies;
    this.#reporter = new CallReporter(dependencies.dispatcher, request, this.#startedAt);
    this.isRaw = isRaw;
  }

  /** Executes the call. Call it once. */
  async result(): Promise<WithResponse<unknown>> {
    const { signal, token: callToken } = this.#request;
    const { tokens } = this.#dependencies;
    try {
      for (;;) {
        const token = this.#replacement ?? callToken ?? tokens.cached() ?? (await this.#token());
        // Waiting for a token ends with the signal; a cached token needs no wait.
        if (signal?.aborted) throw this.#abortError(signal.reason);
        this.#startAttempt();
        try {
          const result = await sendAttempt(this.#request, token, this);
          this.#endAttempt();
          this.#reporter.success(this.#attempts.length, result.response.status);
          return result;
        } catch (failure) {
          this.#endAttempt(failure as SecuconnectError);
          await this.#prepareNextAttempt(failure as SecuconnectError, token);
        }
      }
    } catch (failure) {
      if (failure instanceof SecuconnectError) {
        // The error of a failed token request is shared by all calls that waited for it, and names its own operation.
        if (failure.operation === this.#request.operation.id) this.addDetails(failure);
        this.#reporter.failure(this.#attempts.length, failure);
      }
      throw failure;
    }
  }

  /** Resolves when the next request may be sent: with another token, or after a delay. Rejects if the call has failed. */
  async #prepareNextAttempt(failure: SecuconnectError, token: string): Promise<void> {
    const { operation, waitsForTerminal, maxRetries, signal, token: callToken } = this.#request;
    const { tokens } = this.#dependencies;
    if (rejectsToken(failure) && callToken === undefined) {
      tokens.invalidate(token, this.#replacements > 0);
      // A terminal call whose token was rejected late: the terminal may have asked by then.
      if (failure.outcome === 'unknown') throw failure;
      if (this.#replacements === 2 || (this.#replacements === 1 && !tokens.isFromStore(token))) throw failure;
      this.#replacement = await this.#token();
      if (this.#replacement === token) throw failure;
      this.#replacements++;
      return;
    }
    this.#replacement = undefined;
    const retries = this.#retries;
    const delay = retries < maxRetries ? retryDelay(operation, waitsForTerminal, failure, retries) : undefined;
    if (delay === undefined || delay >= this.#timeLeft()) throw failure;
    this.#retries++;
    this.#reporter.retry(this.#attempts.length, delay, this.#attempts.at(-1)!.error!);
    await sleep(delay, signal).catch((reason: unknown) => {
      throw this.#abortError(reason);
    });
  }

  /** A token from the source. Waiting for it ends with the call. */
  async #token(): Promise<string> {
    const { operation, context, totalTimeout, signal } = this.#request;
    const scope = new TimeoutScope(this.#timeLeft(), signal);
    try {
      return await scope.race(this.#dependencies.tokens.token(scope.signal));
    } catch (reason) {
      if (reason instanceof SecuconnectError || reason instanceof ScopeEnded)
        throw toCallError(this.#request, reason, { outcome: this.#outcome, timeout: totalTimeout });
      throw new SecuconnectError(
        `${operation.id} was not sent: there is no token for it (${redact(String(reason))}).`,
        { outcome: outcomeOf(context, 'not-sent'), operation: operation.id, cause: sanitizeCause(reason) },
      );
    } finally {
      scope.release();
    }
  }

  /** @throws TimeoutError if the total timeout has passed before anything was sent. */
  #startAttempt(): void {
    this.timeLeft = this.#timeLeft();
    this.#attemptStartedAt = Date.now();
    if (this.timeLeft <= 0 || this.#attemptStartedAt > this.#request.sendBefore)
      throw new TimeoutError(this.#request.context, this.#request.totalTimeout, this.#outcome);
    this.#clockAtStart = monotonicNow();
    this.#reporter.request(this.#attempts.length + 1);
    this.#response = undefined;
  }

  #endAttempt(failure?: SecuconnectError): void {
    const duration = Math.round(monotonicNow() - this.#clockAtStart);
    const record: Mutable<RequestAttempt> = { startedAt: this.#attemptStartedAt, duration };
    if (this.#response) record.status = this.#response.status;
    if (failure) {
      this.#outcome = failure.outcome;
      record.error = shortName(failure);
    }
    this.#reporter.response(this.#attempts.push(record), record);
  }

  onResponse(response: Response): void {
    this.#response = response;
    const { headers } = response;
    if (headers.has('deprecation')) this.#reportDeprecation(headers);
  }

  #abortError(reason: unknown): AbortError {
    return new AbortError(this.#request.context, reason, this.#outcome);
  }

  /** Adds the facts about the call as a whole. */
  addDetails(error: SecuconnectError): SecuconnectError {
    // Never on an error that another call has completed: a custom fetch may throw it again.
    if (error.attempts.length === 0) {
      addCallDetails(error, { attempts: this.#attempts, idempotencyKey: this.#request.idempotencyKey });
      if (!this.#request.operation.safe) rememberCall(error, this.#request, this.#startedAt);
    }
    return error;
  }

  /** What is left of the total timeout, in ms. */
  #timeLeft(): number {
    const { totalTimeout } = this.#request;
    return totalTimeout === Number.POSITIVE_INFINITY ? totalTimeout : this.#startedAt + totalTimeout - monotonicNow();
  }

  #reportDeprecation(headers: Headers): void {
    const { reportedDeprecations } = this.#dependencies;
    const { id } = this.#request.operation;
    if (reportedDeprecations.has(id)) return;
    reportedDeprecations.add(id);
    this.#reporter.deprecated(headers.get('sunset'));
  }
}

/** Whether the server rejected the token, and with it the request. Only the status can say so: a gateway may send any body after it passed a write on. */
const rejectsToken = (failure: unknown): failure is AuthenticationError =>
  failure instanceof AuthenticationError && (failure.status === 401 || failure.status === 403);

/** What an attempt failed with, in one word or a code. */
function shortName(failure: SecuconnectError): string {
  // A server may put a sentence where the name of its exception belongs.
  if (failure instanceof ApiError)
    return /^[\w.\\:-]{1,64}$/.exec(failure.error ?? '')?.[0] ?? `status ${failure.status}`;
  return (failure instanceof ConnectionError && failure.code) || failure.name;
}
