import { ApiError } from '../errors/api-errors.ts';
import { outcomeOf } from '../errors/outcome.ts';
import type { RequestAttempt } from '../errors/request-attempt.ts';
import type { SecuconnectError } from '../errors/secuconnect-error.ts';
import { monotonicNow } from '../internal/clock.ts';
import type { EventDispatcher } from '../events/event-dispatcher.ts';
import type { CallEndEvent, ClientEvent } from '../events/events.ts';
import { redactHeaders } from './headers.ts';
import type { PreparedRequest } from './prepare-request.ts';

let callCount = 0;

type CallEventType = 'start' | 'request' | 'response' | 'retry' | 'end' | 'deprecated';

/** Reports the events of one call. The call starts with the constructor. An event that no listener hears is not built. */
export class CallReporter {
  readonly #callId = ++callCount;
  readonly #startedAt: number;
  readonly #dispatcher: EventDispatcher;
  readonly #request: PreparedRequest;

  /** @param startedAt By the monotonic clock, in ms. */
  constructor(dispatcher: EventDispatcher, request: PreparedRequest, startedAt = monotonicNow()) {
    this.#dispatcher = dispatcher;
    this.#request = request;
    this.#startedAt = startedAt;
    if (this.#isHeard('start')) this.#deliver('start', {});
  }

  request(attempt: number): void {
    if (this.#isHeard('request')) this.#deliver('request', { attempt, headers: redactHeaders(this.#request.headers) });
  }

  response(attempt: number, record: RequestAttempt): void {
    if (!this.#isHeard('response')) return;
    const { startedAt: _startedAt, ...fields } = record;
    this.#deliver('response', { attempt, ...fields });
  }

  retry(attempt: number, delay: number, error: string): void {
    if (this.#isHeard('retry')) this.#deliver('retry', { attempt, delay, error });
  }

  deprecated(sunset: string | null): void {
    if (this.#isHeard('deprecated')) this.#deliver('deprecated', { ...(sunset && { sunset }) });
  }

  success(attempts: number, status: number): void {
    if (this.#isHeard('end')) this.#end(attempts, { outcome: 'success', status });
  }

  failure(attempts: number, error: SecuconnectError): void {
    if (!this.#isHeard('end')) return;
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
    this.#deliver('end', { duration: Math.round(monotonicNow() - this.#startedAt), attempts, ...fields });
  }

  #isHeard(type: CallEventType): boolean {
    return this.#dispatcher.isHeard(type, this.#request.listeners);
  }

  #deliver(type: CallEventType, fields: object): void {
    const { operation, listeners } = this.#request;
    const { id, method, path } = operation;
    const event = { type, timestamp: Date.now(), callId: this.#callId, operation: id, method, path, ...fields };
    this.#dispatcher.deliver(event as unknown as ClientEvent, listeners);
  }
}
