import { ApiError } from '../errors/api-errors.ts';
import { outcomeOf } from '../errors/outcome.ts';
import type { RequestAttempt } from '../errors/request-attempt.ts';
import type { SecuconnectError } from '../errors/secuconnect-error.ts';
import { monotonicNow } from '../internal/clock.ts';
import type { EventDispatcher } from '../events/event-dispatcher.ts';
import type { CallEndEvent } from '../events/events.ts';
import { redactHeaders } from './headers.ts';
import type { PreparedRequest } from './prepare-request.ts';

let callCount = 0;

/** Dispatches the events of one call. The call starts with the constructor. */
export class CallReporter {
  readonly #callId = ++callCount;
  readonly #startedAt = monotonicNow();
  readonly #dispatcher: EventDispatcher;
  readonly #request: PreparedRequest;

  constructor(dispatcher: EventDispatcher, request: PreparedRequest) {
    this.#dispatcher = dispatcher;
    this.#request = request;
    this.#dispatch('start');
  }

  request(attempt: number): void {
    this.#dispatch('request', () => ({ attempt, headers: redactHeaders(this.#request.headers) }));
  }

  response(attempt: number, { startedAt: _startedAt, ...fields }: RequestAttempt): void {
    this.#dispatch('response', () => ({ attempt, ...fields }));
  }

  retry(attempt: number, delay: number, error: string): void {
    this.#dispatch('retry', () => ({ attempt, delay, error }));
  }

  deprecated(sunset: string | null): void {
    this.#dispatch('deprecated', () => ({ ...(sunset && { sunset }) }));
  }

  success(attempts: number, status: number): void {
    this.#end(attempts, { outcome: 'success', status });
  }

  failure(attempts: number, error: SecuconnectError): void {
    const { status, code, supportId } = error instanceof ApiError ? error : ({} as Partial<ApiError>);
    this.#end(attempts, {
      // Reads and writes share the error of a failed token request, whose outcome is that of a write.
      outcome: outcomeOf(this.#request.context, error.outcome),
      error: error.name,
      ...(status !== undefined && { status }),
      ...(code !== undefined && { code }),
      ...(supportId !== undefined && { supportId }),
    });
  }

  #end(attempts: number, fields: Pick<CallEndEvent, 'outcome' | 'error' | 'status' | 'code' | 'supportId'>): void {
    this.#dispatch('end', () => ({ duration: Math.round(monotonicNow() - this.#startedAt), attempts, ...fields }));
  }

  #dispatch(type: 'start' | 'request' | 'response' | 'retry' | 'end' | 'deprecated', fields?: () => object): void {
    const {
      operation: { id: operation, method, path },
      listeners,
    } = this.#request;
    this.#dispatcher.dispatch(
      type,
      () => ({ callId: this.#callId, operation, method, path, ...fields?.() }) as never,
      listeners,
    );
  }
}
