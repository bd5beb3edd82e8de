import type { AnyOperation, FakeRequest } from './operations.ts';

/** One request of a call, and how it ended. */
export interface FakeAttempt {
  /** Missing when there was no answer, or when it has not come yet. */
  readonly status?: number;
  /** Why there was none. */
  readonly failure?: string;
}

/** A call as the fake has seen it: its first request, and how each of its requests ended. */
export interface FakeCall<Types extends AnyOperation = AnyOperation> extends FakeRequest<Types> {
  readonly attempts: readonly FakeAttempt[];
}

/** What came in, in order. Requests that the client says belong to one call are one entry. */
export class CallLog {
  readonly #calls: (FakeRequest & { attempts: FakeAttempt[] })[] = [];
  readonly #byNumber = new Map<number, FakeRequest & { attempts: FakeAttempt[] }>();

  calls(operation?: string): FakeCall[] {
    return this.#calls
      .filter((call) => (operation === undefined ? call.operation !== 'oauth.token' : call.operation === operation))
      .map((call) => ({ ...call, attempts: [...call.attempts] }));
  }

  /** Notes a request; the function it gives back is to be told how it ended. */
  note(request: FakeRequest, number: number | undefined): (end: FakeAttempt) => void {
    let call = number === undefined ? undefined : this.#byNumber.get(number);
    if (!call) {
      call = { ...request, attempts: [] };
      this.#calls.push(call);
      if (number !== undefined) this.#byNumber.set(number, call);
    }
    const { attempts } = call;
    const at = attempts.push({}) - 1;
    return (end) => (attempts[at] = end);
  }
}
