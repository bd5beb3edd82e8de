import type { Input } from '../calls/call.ts';

/** An id starts with its kind: `STX_…` is a Smart Transaction. */
const ID = /^([A-Z]{3})_[\w-]+$/;

/**
 * The ids that a server has returned. A server does not know the ids in the document's examples, so calls to it use ids of the same kind
 * that it has created or listed before.
 */
export class KnownIds {
  readonly #ids = new Map<string, string>();

  /** Remembers every id in a response. */
  add(response: unknown): void {
    if (typeof response !== 'object' || response === null) return;
    for (const [name, value] of Object.entries(response)) {
      const kind = name === 'id' && typeof value === 'string' ? ID.exec(value)?.[1] : undefined;
      if (kind !== undefined) this.#ids.set(kind, value as string);
      else this.add(value);
    }
  }

  /** The same call, with known ids in place of the example's ids. */
  replaceIn(input: Input): Input {
    const path = input.path.map((value) => this.#known(value) as string);
    return { ...input, path, body: this.#known(input.body) };
  }

  #known(value: unknown): unknown {
    if (typeof value === 'string') return this.#ids.get(ID.exec(value)?.[1] ?? '') ?? value;
    if (Array.isArray(value)) return value.map((item) => this.#known(item));
    if (typeof value !== 'object' || value === null || value instanceof Blob) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, this.#known(inner)]));
  }
}
