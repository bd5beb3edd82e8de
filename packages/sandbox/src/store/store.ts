/** An object as the API returns it. */
export interface Stored {
  readonly id: string;
}

/** The write of one object: its JSON, or `undefined` when it was deleted. */
export interface Change {
  readonly kind: string;
  readonly id: string;
  readonly text: string | undefined;
}

/** Where committed changes go, apart from memory. */
export interface Journal {
  /** Every object that was ever committed and not deleted. */
  load(): Iterable<Change & { readonly text: string }>;
  /** Keeps all changes of a transaction, or none. */
  commit(changes: readonly Change[]): void;
  close(): void;
}

export type CommitListener = (changes: readonly Change[]) => void;

type Texts = Map<string, string>;

/**
 * The objects of the sandbox, by kind (`smart.transactions`) and id. Kinds that begin with `_` are the sandbox's own.
 * - An object is kept as JSON: a caller gets a copy, and what it changes has an effect only when it is put.
 * - Work is synchronous and runs in a transaction, so that no two requests mix, and one that fails leaves no trace.
 */
export class Store {
  readonly #kinds = new Map<string, Texts>();
  readonly #journal: Journal | undefined;
  readonly #listeners = new Set<CommitListener>();
  readonly #earlyListeners = new Set<CommitListener>();
  #pending: Map<string, Change> | undefined;

  constructor(journal?: Journal) {
    this.#journal = journal;
    for (const { kind, id, text } of journal?.load() ?? []) this.#textsOf(kind).set(id, text);
  }

  /**
   * Runs work whose changes are kept together, or not at all if it throws. Inside another transaction it is a part of that one.
   *
   * @returns What the work returns, once its changes are durable.
   */
  transaction<Result>(work: () => Result): Result {
    if (this.#pending) return work();
    const pending = new Map<string, Change>();
    this.#pending = pending;
    let result: Result;
    try {
      result = work();
    } finally {
      this.#pending = undefined;
    }
    // Not pending any more: what a listener changes is a transaction of its own.
    this.#commit([...pending.values()]);
    return result;
  }

  get<Kind extends object = Record<string, unknown>>(kind: string, id: string): (Kind & Stored) | undefined {
    const text = this.#text(kind, id);
    return text === undefined ? undefined : (JSON.parse(text) as Kind & Stored);
  }

  has(kind: string, id: string): boolean {
    return this.#text(kind, id) !== undefined;
  }

  /** Adds or replaces an object. */
  put<Kind extends Stored>(kind: string, object: Kind): void {
    this.#change({ kind, id: object.id, text: JSON.stringify(object) });
  }

  delete(kind: string, id: string): void {
    this.#change({ kind, id, text: undefined });
  }

  /** The ids of a kind, oldest first. */
  ids(kind: string): string[] {
    return [...(this.#kinds.get(kind)?.keys() ?? [])];
  }

  /** Every object of a kind, oldest first. Meant for the few objects that the sandbox itself looks through: lists have an index. */
  *all<Kind extends object = Record<string, unknown>>(kind: string): Generator<Kind & Stored> {
    for (const text of this.texts(kind)) yield JSON.parse(text) as Kind & Stored;
  }

  /** The JSON of every object of a kind, oldest first. */
  *texts(kind: string): Generator<string> {
    const texts = this.#textsOf(kind);
    for (const [id, text] of texts) {
      const change = this.#pending?.get(keyOf(kind, id));
      if (!change) yield text;
      else if (change.text !== undefined) yield change.text;
    }
    for (const change of this.#pending?.values() ?? [])
      if (change.kind === kind && change.text !== undefined && !texts.has(change.id)) yield change.text;
  }

  /** The committed JSON of an object, without a copy. */
  text(kind: string, id: string): string | undefined {
    return this.#kinds.get(kind)?.get(id);
  }

  /** Every object, in an order that keeps the age of objects of one kind. */
  dump(): readonly (Change & { readonly text: string })[] {
    return [...this.#kinds].flatMap(([kind, texts]) => [...texts].map(([id, text]) => ({ kind, id, text })));
  }

  /** Replaces everything with what {@link dump} returned, or with nothing. */
  replace(objects: readonly Change[] = []): void {
    const gone = this.dump().map(({ kind, id }) => ({ kind, id, text: undefined }));
    this.#commit([...gone, ...objects]);
  }

  /** The kinds of which there are objects. */
  kinds(): string[] {
    return [...this.#kinds.keys()].filter((kind) => this.size(kind) > 0).sort();
  }

  size(kind: string): number {
    return this.#kinds.get(kind)?.size ?? 0;
  }

  /** Calls a function after each transaction with what it changed. */
  onCommit(listener: CommitListener): void {
    this.#listeners.add(listener);
  }

  /** Calls a function with what a transaction changes, while {@link text} still returns what was before. */
  beforeCommit(listener: CommitListener): void {
    this.#earlyListeners.add(listener);
  }

  close(): void {
    this.#journal?.close();
  }

  #text(kind: string, id: string): string | undefined {
    const change = this.#pending?.get(keyOf(kind, id));
    return change ? change.text : this.#kinds.get(kind)?.get(id);
  }

  #change(change: Change): void {
    if (this.#pending) this.#pending.set(keyOf(change.kind, change.id), change);
    else this.#commit([change]);
  }

  #commit(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    this.#journal?.commit(changes);
    for (const listener of this.#earlyListeners) listener(changes);
    for (const { kind, id, text } of changes) {
      if (text === undefined) this.#kinds.get(kind)?.delete(id);
      else this.#textsOf(kind).set(id, text);
    }
    for (const listener of this.#listeners) listener(changes);
  }

  #textsOf(kind: string): Texts {
    const texts = this.#kinds.get(kind) ?? new Map<string, string>();
    this.#kinds.set(kind, texts);
    return texts;
  }
}

const keyOf = (kind: string, id: string): string => `${kind}\n${id}`;
