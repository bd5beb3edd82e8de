import type { Engine } from '../engine/engine.ts';
import { ApiException, exceptionOf } from '../engine/exception.ts';
import type { Session } from '../engine/session.ts';
import { Answer, Later, type Call, type Handlers } from '../call/call.ts';
import { EXTRA_OPERATIONS } from '../spec/extra-operations.ts';
import { OPERATIONS, type OperationSpec } from '../spec/operations.ts';
import { Router, type Route } from '../spec/router.ts';
import type { Validator } from '../spec/validator.ts';
import { Actions, type Remember } from './actions.ts';
import { Dropped } from './dropped.ts';
import type { Incoming, Outgoing } from './exchange.ts';
import { commitDelay, faultAfter, faultBefore, type Faults } from './faults.ts';
import { readBody } from './read-body.ts';
import { exceptionAnswer, jsonAnswer, plainAnswer } from './responses.ts';
import { languageOf, type Language } from './user-texts.ts';

/** Where the API is. */
export const API_BASE = '/api/v2';

/** Executes work, and knows what it is a part of. */
export type Around = <Result>(work: () => Result) => Result;

export interface ApiParts {
  readonly engine: Engine;
  readonly authenticate: (authorization: string | null) => Session;
  readonly handlers: Handlers;
  readonly validator: Validator;
  readonly faults: Faults;
  /** Called with what is wrong with an answer of the sandbox. */
  readonly onViolation: (operation: string, violation: string) => void;
  /** Whether every answer is checked against the spec. */
  readonly checkAnswers: boolean;
}

/** Answers the requests of the API: finds the operation, checks the request, executes it in a transaction, and checks the answer. */
export class Api {
  readonly #parts: ApiParts;
  readonly #router = new Router([...OPERATIONS, ...EXTRA_OPERATIONS]);
  readonly #actions: Actions;
  /** The second of the latest answer, and its `Date` header. */
  #second = Number.NaN;
  #date = '';

  constructor(parts: ApiParts) {
    this.#parts = parts;
    this.#actions = new Actions(parts.engine);
  }

  /**
   * @param around Gets the work that changes objects, and executes it.
   * @throws Dropped when the connection has to break.
   */
  async answer(request: Incoming, around: Around = (work) => work()): Promise<Outgoing> {
    try {
      return this.#dated(await this.#answer(request, around));
    } catch (error) {
      if (error instanceof Dropped) throw error;
      return this.#dated(this.#failure(error, languageOf(request.header('accept-language'))));
    }
  }

  async #answer(request: Incoming, around: Around): Promise<Outgoing> {
    const [pathname = ''] = request.target.split('?', 1);
    const query = request.target.slice(pathname.length + 1);
    const route = this.#router.find(request.method, pathname.slice(API_BASE.length));
    if (!route) throw new ApiException('ProductNotFoundException', `There is no ${request.method} ${pathname}`);
    const { operation } = route;
    const { engine } = this.#parts;
    const fault = this.#parts.faults.next(operation.id);
    const early = await faultBefore(fault);
    if (early) return early;
    const session = this.#parts.authenticate(request.header('authorization'));
    const call = await this.#callOf(request, query, route, session);
    const action = operation.safe ? null : request.header('x-action');
    const delay = commitDelay(fault);
    const execute = async (remember?: Remember): Promise<Outgoing> => {
      if (delay !== undefined) await engine.schedule.sleep(delay);
      return this.#execute(call, remember, around);
    };
    const answering = action === null ? execute() : this.#actions.once(session.client, action, calledAs(call), execute);
    if (delay === undefined) return faultAfter(fault, await answering);
    // What it ends with reaches no caller.
    answering.catch(() => undefined);
    throw new Dropped();
  }

  /** By the clock of the sandbox, so that a caller can relate the times in an answer to now. */
  #dated(answer: Outgoing): Outgoing {
    const second = Math.floor(this.#parts.engine.clock.now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#date = new Date(second * 1000).toUTCString();
    }
    return { ...answer, headers: { ...answer.headers, date: this.#date } };
  }

  async #callOf(request: Incoming, query: string, { operation, path }: Route, session: Session): Promise<Call> {
    const { validator, engine } = this.#parts;
    const inPath = validator.parameters(operation, 'path', path);
    const inQuery = validator.parameters(operation, 'query', queryOf(query));
    const body = await readBody(request, operation);
    const violation =
      inPath.violation ??
      inQuery.violation ??
      (body ? this.#violationOf(operation, body.mediaType, body.value) : undefined) ??
      (!body && operation.bodyRequired ? 'body is missing' : undefined);
    if (violation !== undefined) throw new ApiException('ProductFormatException', violation);
    return { ...engine, operation, session, path, query: inQuery.values, body: body?.value ?? {} };
  }

  #violationOf(operation: OperationSpec, mediaType: string, value: unknown): string | undefined {
    const isForm = mediaType !== 'application/json';
    // The spec describes the file of a form as text.
    const judged = isForm ? Object.fromEntries(Object.keys(value as object).map((name) => [name, ''])) : value;
    return this.#parts.validator.body(operation, mediaType, judged);
  }

  async #execute(call: Call, remember: Remember | undefined, around: Around): Promise<Outgoing> {
    const { store, schedule } = this.#parts.engine;
    const handler = this.#parts.handlers[call.operation.id];
    if (!handler) throw new ApiException(500, `The sandbox does not have ${call.operation.id}`);
    const transact = <Result>(work: () => Result): Result => around(() => store.transaction(work));
    const first = transact(() => {
      const result = handler(call);
      return result instanceof Later ? result : this.#toAnswer(call.operation, result, remember);
    });
    if (!(first instanceof Later)) return first;
    const answer = await schedule.sleep(first.delay, undefined, first.question);
    return transact(() => this.#toAnswer(call.operation, first.work(answer), remember));
  }

  #toAnswer(operation: OperationSpec, result: unknown, remember: Remember | undefined): Outgoing {
    const { status, body, headers } = result instanceof Answer ? result : new Answer(200, result);
    if (body instanceof Uint8Array) return plainAnswer(status, headers, body);
    const text = body === undefined ? undefined : JSON.stringify(body);
    if (this.#parts.checkAnswers) this.#check(operation, status, text);
    remember?.(status, text);
    return text === undefined ? plainAnswer(status, headers) : jsonAnswer(status, text, headers);
  }

  /** A violation undoes the call: a test that depends on it must not pass. */
  #check(operation: OperationSpec, status: number, text: string | undefined): void {
    const sent: unknown = text === undefined ? undefined : JSON.parse(text);
    const violation = this.#parts.validator.answer(operation, status, sent);
    if (violation === undefined) return;
    this.#parts.onViolation(operation.id, violation);
    throw new Error(`The answer of the sandbox to ${operation.id} violates the spec: ${violation}`);
  }

  #failure(error: unknown, language: Language): Outgoing {
    return exceptionAnswer(exceptionOf(error), this.#parts.engine.ids.hex(), language);
  }
}

/** Two calls of an operation for different objects are not the same call. */
const calledAs = ({ operation, path }: Call): string => [operation.id, ...Object.values(path)].join(' ');

/** `aggregate[field]=amount` becomes a part of `aggregate`. `sort[created]=asc`, as older programs write it, is `sort=created:asc`. */
function queryOf(query: string): Record<string, unknown> {
  const values: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of new URLSearchParams(query)) {
    const [, base, key] = /^(\w+)\[([^\]]*)\]$/.exec(name) ?? [];
    if (base === undefined) values[name] ??= value;
    else if (base === 'sort') values[base] = [values[base], `${key}:${value}`].filter(Boolean).join(',');
    else {
      const inner = (values[base] ??= Object.create(null)) as Record<string, unknown>;
      if (typeof inner === 'object') inner[key!] = value;
    }
  }
  return values;
}
