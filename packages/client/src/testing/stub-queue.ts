import { FakeError } from './fake-error.ts';
import type { FakeRequest } from './operations.ts';

/** Makes an answer to a request. */
export type Responder = (request: FakeRequest) => Response | Promise<Response>;

interface Answer {
  readonly make: Responder;
  /** How often it is given; when nobody has said so, once if another one follows it, and for ever if not. */
  times: number | undefined;
  delay: number;
  given: number;
}

/** The answers that one preparation has for an operation, and when they are to be given. */
export class StubQueue {
  readonly operation: string;
  condition: ((request: FakeRequest) => boolean) | undefined;
  readonly #answers: Answer[] = [];

  constructor(operation: string) {
    this.operation = operation;
  }

  add(make: Responder): void {
    this.#answers.push({ make, times: undefined, delay: 0, given: 0 });
  }

  /** Changes the answer that was added last. */
  change(how: 'times' | 'delay', value: number): void {
    const last = this.#answers.at(-1);
    if (!last) throw new TypeError(`\`${how}\` is about the answer before it, and there is none yet.`);
    last[how] = value;
  }

  get empty(): boolean {
    return this.#answers.length === 0;
  }

  /** How many answers are left. */
  get left(): number {
    return sum(this.#answers.map((_, at) => this.#leftOf(at)));
  }

  /** How many are left of those that were meant for a certain number of requests. */
  get unused(): number {
    return sum(this.#answers.map((_, at) => this.#leftOf(at)).filter(Number.isFinite));
  }

  matches(request: FakeRequest): boolean {
    try {
      return this.condition?.(request) ?? true;
    } catch (failure) {
      throw testError(this.operation, 'condition', failure);
    }
  }

  /** The next answer, which counts as given. */
  next(): Pick<Answer, 'make' | 'delay'> {
    const next = this.#answers.find((_, at) => this.#leftOf(at) > 0)!;
    next.given++;
    return next;
  }

  #leftOf(at: number): number {
    const { times, given } = this.#answers[at]!;
    return Math.max(0, (times ?? (at < this.#answers.length - 1 ? 1 : Infinity)) - given);
  }
}

/** What a function of the test throws is about the test, and must not look like a broken network to the client. */
export const testError = (operation: string, what: 'answer' | 'condition', failure: unknown): FakeError =>
  new FakeError(`The ${what} that is prepared for ${operation} failed: ${String(failure)}`, operation, failure);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
