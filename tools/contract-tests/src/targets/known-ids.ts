import type { Input } from '../calls/call.ts';

/** Ids begin with what they are the id of: `STX_…` is a Smart Transaction. */
const ID = /^([A-Z]{3})_[\w-]+$/;

/**
 * The ids that a server has shown. The examples of the document have ids that no server knows; a call to a real one takes those of the
 * same kind that it has created or listed before.
 */
export class KnownIds {
  readonly #ids = new Map<string, string>();

  learn(answer: unknown): void {
    if (typeof answer !== 'object' || answer === null) return;
    for (const [name, value] of Object.entries(answer)) {
      const kind = name === 'id' && typeof value === 'string' ? ID.exec(value)?.[1] : undefined;
      if (kind !== undefined) this.#ids.set(kind, value as string);
      else this.learn(value);
    }
  }

  /** The same call with ids that the server knows. */
  withKnownIds({ path, query, body }: Input): Input {
    return { path: path.map((value) => this.#known(value) as string), query, body: this.#known(body) };
  }

  #known(value: unknown): unknown {
    if (typeof value === 'string') return this.#ids.get(ID.exec(value)?.[1] ?? '') ?? value;
    if (Array.isArray(value)) return value.map((item) => this.#known(item));
    if (typeof value !== 'object' || value === null || value instanceof Blob) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, this.#known(inner)]));
  }
}
