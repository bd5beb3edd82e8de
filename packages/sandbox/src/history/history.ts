import type { Store } from '../store/store.ts';

/** A request of the API. */
export interface ApiRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** Of the response; `undefined` while there is none, and when the connection was broken. */
  status: number | undefined;
}

/** What a person has done on a page of the sandbox. */
export interface ManualAction {
  readonly action: string;
}

export type Cause = ApiRequest | ManualAction;

/** The JSON of an object before and after a commit. */
export interface ObjectChange {
  readonly kind: string;
  readonly id: string;
  readonly before: string | undefined;
  readonly after: string;
}

/** A change with what has caused it, if that is known, or the end of a request. */
export interface HistoryEntry {
  readonly at: number;
  readonly change?: ObjectChange;
  readonly cause?: Cause | undefined;
  readonly request?: ApiRequest;
}

/** Smart Transactions, what the sandbox knows of payments, and pushes. */
const KINDS: ReadonlySet<string> = new Set(['smart.transactions', '_payments', '_pushes']);
/** More than this pushes out the oldest, {@link DROPPED} at a time. Texts are shared with the store while they are current. */
const MAX_ENTRIES = 5000;
const MAX_CHARACTERS = 16 * 1024 * 1024;
const DROPPED = 500;

/**
 * What has happened, oldest first. It costs a commit next to nothing, because it only keeps references to texts that the store has anyway:
 * they are parsed when a person looks.
 */
export class History {
  readonly #now: () => number;
  #entries: HistoryEntry[] = [];
  #characters = 0;
  #cause: Cause | undefined;

  /** @param now The time of the sandbox, in milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Executes synchronous work; what it commits has this cause. */
  during<Result>(cause: Cause, work: () => Result): Result {
    const outer = this.#cause;
    this.#cause = cause;
    try {
      return work();
    } finally {
      this.#cause = outer;
    }
  }

  /** Keeps what the transactions of a store change from now on. */
  follow(store: Store): void {
    store.beforeCommit((changes) => {
      for (const { kind, id, text } of changes) {
        if (text === undefined || !KINDS.has(kind)) continue;
        const before = store.text(kind, id);
        if (text === before) continue;
        this.#characters += text.length;
        this.#add({ at: this.#now(), change: { kind, id, before, after: text }, cause: this.#cause });
      }
    });
  }

  ended(request: ApiRequest): void {
    this.#add({ at: this.#now(), request });
  }

  clear(): void {
    this.#entries = [];
    this.#characters = 0;
  }

  /** The changes of objects and of the pushes about them, and the requests that have caused one or name one, in the order in which they happened. */
  about(ids: ReadonlySet<string>): HistoryEntry[] {
    const quoted = Array.from(ids, (id) => JSON.stringify(id));
    // What is a payment of a sale, or a push about it, has its id inside.
    const isConcerned = ({ kind, id, after }: ObjectChange): boolean =>
      ids.has(id) || (kind.startsWith('_') && quoted.some((text) => after.includes(text)));
    const isNamed = (target: string): boolean => segmentsOf(target).some((segment) => ids.has(segment));
    const causes = new Set<unknown>();
    for (const { change, cause } of this.#entries) if (change && cause && isConcerned(change)) causes.add(cause);
    return this.#entries.filter(({ change, request }) =>
      change ? isConcerned(change) : request !== undefined && (causes.has(request) || isNamed(request.target)),
    );
  }

  #add(entry: HistoryEntry): void {
    this.#entries.push(entry);
    while (this.#entries.length > MAX_ENTRIES || (this.#characters > MAX_CHARACTERS && this.#entries.length > 1))
      for (const { change } of this.#entries.splice(0, Math.min(DROPPED, this.#entries.length - 1)))
        this.#characters -= change?.after.length ?? 0;
  }
}

function segmentsOf(target: string): string[] {
  const [path = ''] = target.split('?', 1);
  try {
    return decodeURIComponent(path).split('/');
  } catch {
    return path.split('/');
  }
}
