import type { AnyOperation, FakeRequest } from './operations.ts';

/** One request of a call, and how it ended. */
export interface FakeAttempt {
  /** Missing when no response was sent, or not yet. */
  readonly status?: number;
  /** Why no response was sent: the network's code, `aborted`, or the name of the error. */
  readonly error?: string;
}

/** A call as the fake API has received it: its first request, and how each of its requests ended. */
export interface FakeCall<Types extends AnyOperation = AnyOperation> extends FakeRequest<Types> {
  readonly attempts: readonly FakeAttempt[];
}

/** The calls received, in order. Requests that the client has announced as one call are one entry. */
export class CallLog {
  readonly #calls: (FakeRequest & { attempts: FakeAttempt[] })[] = [];
  readonly #byCallId = new Map<number, FakeRequest & { attempts: FakeAttempt[] }>();

  /** Without `operation`: all but the token requests. */
  calls(operation?: string): FakeCall[] {
    return this.#calls
      .filter((call) => (operation === undefined ? call.operation !== 'oauth.token' : call.operation === operation))
      .map((call) => ({ ...call, attempts: [...call.attempts] }));
  }

  /**
   * Adds a request.
   *
   * @param callId The call it belongs to, if the client has announced it.
   * @returns A function that takes how the request ended.
   */
  add(request: FakeRequest, callId: number | undefined): (attempt: FakeAttempt) => void {
    let call = callId === undefined ? undefined : this.#byCallId.get(callId);
    if (!call) {
      call = { ...request, attempts: [] };
      this.#calls.push(call);
      if (callId !== undefined) this.#byCallId.set(callId, call);
    }
    const { attempts } = call;
    const index = attempts.push({}) - 1;
    return (attempt) => (attempts[index] = attempt);
  }
}
