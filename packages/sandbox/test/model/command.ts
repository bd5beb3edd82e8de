import type { AsyncCommand } from 'fast-check';
import { expect } from 'vitest';
import { Coverage, statesOf, type Kind } from './coverage.ts';
import { compare } from './compare.ts';
import { checkInvariants, statusesOf } from './invariants.ts';
import type { Answer, Model, Payment, Sale } from './model.ts';
import type { Fields, Response, System } from './system.ts';

/** A request: to the API, or to the control API of the sandbox. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  readonly control?: true;
}

/** What a command is about: it is a text, and says which request it sends and what the model expects. */
export interface Action {
  readonly text: string;
  readonly kind: Kind;
  /** Whether there is something that it could be about. */
  readonly check: (model: Model) => boolean;
  readonly call: (model: Model) => Call;
  /** Brings the model to where the sandbox has to be. */
  readonly expect: (model: Model) => Answer;
  /** The sale that it is about. */
  readonly sale?: (model: Model) => Sale;
  readonly after?: (model: Model, response: Response, system: System) => Promise<void> | void;
}

let keys = 0;

/** What all commands together have seen. */
export const coverage = new Coverage();

/** Sends the request, once or as a retry of the same `X-Action`, and compares everything with the model. */
export class Command implements AsyncCommand<Model, System> {
  readonly #action: Action;
  readonly #isRetried: boolean;

  constructor(action: Action, isRetried = false) {
    this.#action = action;
    this.#isRetried = isRetried;
  }

  check(model: Readonly<Model>): boolean {
    return this.#action.check(model);
  }

  async run(model: Model, system: System): Promise<void> {
    const { call, after, kind, sale } = this.#action;
    const request = call(model);
    const target = sale?.(model).id;
    const states = statesOf(system);
    const before = statusesOf(system);
    system.mark();
    const expected = this.#action.expect(model);
    const key = this.#isRetried && !request.control ? `action-${++keys}` : undefined;
    const response = await send(system, request, key);
    expectAnswer(response, expected, this.toString());
    if (expected.rejected) expectNothingWritten(system, this.toString());
    if (key !== undefined) await expectSame(system, request, key, response);
    await after?.(model, response, system);
    await system.settle();
    await compare(model, system, this.toString());
    checkInvariants(system, before, model);
    if (!expected.rejected) coverage.record(kind, this.toString(), states, statesOf(system), target);
  }

  toString(): string {
    return this.#action.text + (this.#isRetried ? ' twice with one X-Action' : '');
  }
}

const send = (system: System, { method, path, body, control }: Call, key?: string): Promise<Response> =>
  control ? system.control(method, path, body) : system.api(method, path, body, key);

function expectAnswer({ status, body }: Response, { status: due, error, code }: Answer, text: string): void {
  const known = { status, ...(status !== 200 && { error: body['error'], code: body['code'] }) };
  expect(known, `${text} answered ${JSON.stringify(body)}`).toEqual({ status: due, ...(error && { error, code }) });
}

const expectNothingWritten = (system: System, text: string): void =>
  expect([...system.written], `${text} was rejected, and must not write`).toEqual([]);

/** A retry gets the same answer, and changes nothing. */
async function expectSame(system: System, request: Call, key: string, first: Response): Promise<void> {
  const written = system.written.size;
  const second = await send(system, request, key);
  expect(withoutSupport(second)).toEqual(withoutSupport(first));
  expect(system.written.size, 'a retry must not write').toBe(written);
}

const withoutSupport = ({ status, body }: Response): Fields => {
  const { supportId: _id, ...rest } = body;
  return Array.isArray(body) ? { status, body } : { status, rest };
};

/** The sale that a number stands for: the newest is 0, because most of what is interesting happens to it. */
export const saleOf = ({ sales }: Model, back: number): Sale => sales[sales.length - 1 - (back % sales.length)]!;

export const paymentOf = ({ payments }: Model, back: number): Payment =>
  payments[payments.length - 1 - (back % payments.length)]!;

export const hasSale = ({ sales }: Model): boolean => sales.length > 0;
export const hasPayment = ({ payments }: Model): boolean => payments.length > 0;
