import type { Engine } from '../engine/engine.ts';
import type { Session } from '../engine/session.ts';
import type { OperationSpec } from '../spec/operations.ts';

/** A call that the spec allows, from a caller who may make it. */
export interface Call extends Engine {
  readonly operation: OperationSpec;
  readonly session: Session;
  /** Path parameters, decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** Query parameters, with the types of the spec. */
  readonly query: Readonly<Record<string, unknown>>;
  /** The body; `{}` without one. Conforms to the spec, and belongs to the handler. A form has a text or a {@link FormFile} for each field. */
  readonly body: unknown;
}

/** A file of a form, read to its end, because handlers do not wait. */
export interface FormFile {
  readonly name: string;
  /** Media type; empty if the form does not say it. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** An answer other than 200 with JSON. */
export class Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;

  /** @param body JSON, bytes, or `undefined` for none. */
  constructor(status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/**
 * An answer that takes its time, such as that of a terminal. What was changed before is committed; `work` runs in a transaction of its own,
 * when the clock has gone on.
 */
export class Later {
  /** In milliseconds on the clock of the sandbox. */
  readonly delay: number;
  readonly work: (answer?: string) => unknown;
  /** What a person may answer meanwhile, which ends the delay. */
  readonly question: string | undefined;

  constructor(delay: number, work: (answer?: string) => unknown, question?: string) {
    this.delay = delay;
    this.work = work;
    this.question = question;
  }
}

/**
 * Executes an operation, synchronously and in a transaction: what it throws undoes all of it.
 *
 * @returns The JSON of a 200, an {@link Answer}, or {@link Later}.
 * @throws ApiException
 */
export type Handler = (call: Call) => unknown;

/** Handlers by id of the operation. */
export type Handlers = Readonly<Record<string, Handler>>;
