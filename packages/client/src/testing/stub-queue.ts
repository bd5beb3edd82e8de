import { testError } from './fake-error.ts';
import type { FakeRequest } from './operations.ts';

/** Makes the response to a request. */
export type Responder = (request: FakeRequest) => Response | Promise<Response>;

interface StubbedResponse {
  readonly respond: Responder;
  /** How often it is used. By default once if another one follows it, otherwise indefinitely. */
  times: number | undefined;
  /** In ms. */
  delay: number;
  timesUsed: number;
}

/** The responses of one stub, in order, and how often each is still to be used. */
export class StubQueue {
  readonly operation: string;
  condition: ((request: FakeRequest) => boolean) | undefined;
  readonly #responses: StubbedResponse[] = [];

  constructor(operation: string) {
    this.operation = operation;
  }

  add(respond: Responder): void {
    this.#responses.push({ respond, times: undefined, delay: 0, timesUsed: 0 });
  }

  /** Changes the response that was added last. */
  configureLast(setting: 'times' | 'delay', value: number): void {
    const last = this.#responses.at(-1);
    if (!last) throw new TypeError(`\`${setting}\` applies to the response before it, and there is none yet.`);
    last[setting] = value;
  }

  get isEmpty(): boolean {
    return this.#responses.length === 0;
  }

  /** How many requests it can still respond to; may be infinite. */
  get remaining(): number {
    return sum(this.#responses.map((_, index) => this.#remainingOf(index)));
  }

  /** How many responses with a limit are left. */
  get unused(): number {
    return sum(this.#responses.map((_, index) => this.#remainingOf(index)).filter(Number.isFinite));
  }

  matches(request: FakeRequest): boolean {
    try {
      return this.condition?.(request) ?? true;
    } catch (error) {
      throw testError(this.operation, 'condition', error);
    }
  }

  /** Takes the next response, which counts as used. */
  next(): Pick<StubbedResponse, 'respond' | 'delay'> {
    const next = this.#responses.find((_, index) => this.#remainingOf(index) > 0)!;
    next.timesUsed++;
    return next;
  }

  #remainingOf(index: number): number {
    const { times, timesUsed } = this.#responses[index]!;
    return Math.max(0, (times ?? (index < this.#responses.length - 1 ? 1 : Infinity)) - timesUsed);
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
