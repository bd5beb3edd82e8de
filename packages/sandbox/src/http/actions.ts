import type { Engine } from '../engine/engine.ts';
import { ApiException } from '../engine/exception.ts';
import type { Outgoing } from './exchange.ts';
import { jsonAnswer, plainAnswer } from './responses.ts';

/** How long the platform remembers an idempotency key, in milliseconds. */
const REMEMBERED = 3 * 60 * 1000;
/** More keys than this within three minutes push out the oldest. */
const LIMIT = 10_000;
/** In characters. */
const LONGEST_KEY = 256;
const KIND = '_actions';

interface Action {
  readonly id: string;
  readonly operation: string;
  readonly at: number;
  readonly status: number;
  /** Its JSON, if it has some. */
  readonly text?: string;
}

/** Keeps the answer of a call, as a part of the call's transaction. */
export type Remember = (status: number, text?: string) => void;

/**
 * Executes a call once for its `X-Action`, the idempotency key of the platform: a retry within three minutes gets the first answer, also
 * while the first call is still at work. What the platform does after an error is not known; here a call that failed may be retried.
 */
export class Actions {
  readonly #engine: Engine;
  readonly #running = new Map<string, Promise<Outgoing>>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /**
   * @param client Whose key it is: others may have the same.
   * @param operation What is called, with the ids of its path.
   * @throws ApiException when another call has used the key.
   */
  async once(
    client: string,
    name: string,
    operation: string,
    execute: (remember: Remember) => Promise<Outgoing>,
  ): Promise<Outgoing> {
    if (name.length > LONGEST_KEY) throw new ApiException(400, `X-Action is longer than ${LONGEST_KEY} characters`);
    const key = JSON.stringify([client, name]);
    for (;;) {
      const known = this.#remembered(key);
      if (known && known.operation !== operation)
        throw new ApiException('ProductDuplicateException', `This X-Action belongs to a call of ${known.operation}`);
      if (known) return known.text === undefined ? plainAnswer(known.status) : jsonAnswer(known.status, known.text);
      const running = this.#running.get(key);
      if (!running) break;
      await running.catch(() => undefined);
    }
    const running = execute((status, text) =>
      this.#remember({ id: key, operation, at: this.#now(), status, ...(text !== undefined && { text }) }),
    );
    this.#running.set(key, running);
    try {
      return await running;
    } finally {
      this.#running.delete(key);
    }
  }

  #now(): number {
    return this.#engine.clock.now();
  }

  #remembered(key: string): Action | undefined {
    const action = this.#engine.store.get<Action>(KIND, key);
    return action && action.at + REMEMBERED > this.#now() ? action : undefined;
  }

  #remember(action: Action): void {
    const { store } = this.#engine;
    store.delete(KIND, action.id);
    let tooMany = store.size(KIND) + 1 - LIMIT;
    for (const { id, at } of store.all<Action>(KIND)) {
      if (at + REMEMBERED > this.#now() && tooMany <= 0) break;
      store.delete(KIND, id);
      tooMany -= 1;
    }
    store.put(KIND, action);
  }
}
