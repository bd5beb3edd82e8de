/**
 * The effect of a change on a user of the SDK: their code breaks, only a reader can tell, their code can do more, or it is documented
 * differently. A change that the comparison does not know is unclear, never cosmetic.
 */
export const KINDS = ['breaking', 'unclear', 'additive', 'cosmetic'] as const;
export type ChangeKind = (typeof KINDS)[number];

/** Where a breaking change shows: when a program is compiled with the new types, when a call is sent or read, or both. */
export type Breaks = 'types' | 'wire' | 'types, wire';

export interface Change {
  kind: ChangeKind;
  /** Only for breaking changes. */
  breaks?: Breaks;
  /** The method of the SDK, or the model and its field. */
  where: string;
  what: string;
}

/** Requests and responses are judged in opposite ways: accepting more is compatible, returning more kinds of values is not. */
export type Direction = 'request' | 'response';

/** Collects changes, each once, even if many places share it. */
export class Changes {
  readonly #found = new Map<string, Change>();

  breaking(breaks: Breaks, where: string, what: string): void {
    this.#add({ kind: 'breaking', breaks, where, what });
  }

  unclear(where: string, what: string): void {
    this.#add({ kind: 'unclear', where, what });
  }

  additive(where: string, what: string): void {
    this.#add({ kind: 'additive', where, what });
  }

  cosmetic(where: string, what: string): void {
    this.#add({ kind: 'cosmetic', where, what });
  }

  /** A wider schema is additive in a request and breaking in a response. */
  widened(direction: Direction, where: string, what: string): void {
    if (direction === 'request') this.additive(inDirection(where, direction), what);
    else this.breaking('types, wire', inDirection(where, direction), what);
  }

  /** A narrower schema is breaking in a request and additive in a response. */
  narrowed(direction: Direction, where: string, what: string): void {
    if (direction === 'request') this.breaking('types, wire', inDirection(where, direction), what);
    else this.additive(inDirection(where, direction), what);
  }

  /** Something that requests and responses could be, and no longer can: a response does not bring it, but code that handles it may not compile. */
  dropped(direction: Direction, where: string, what: string): void {
    this.breaking(direction === 'request' ? 'types, wire' : 'types', inDirection(where, direction), what);
  }

  /** The most severe kind first. */
  list(): Change[] {
    return [...this.#found.values()].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  }

  #add(change: Change): void {
    this.#found.set(Object.values(change).join(' '), change);
  }
}

export const inDirection = (where: string, direction: Direction): string => `${where} (${direction})`;
