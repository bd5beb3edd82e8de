/** The effect of a change on a user of the SDK: their code breaks, can do more, or is documented differently. */
export type ChangeKind = 'breaking' | 'additive' | 'cosmetic';

export interface Change {
  kind: ChangeKind;
  /** The method of the SDK, or the model and its field. */
  where: string;
  what: string;
}

/** Requests and responses are judged in opposite ways: accepting more is compatible, returning more kinds of values is not. */
export type Direction = 'request' | 'response';

/** Collects changes, each once, even if many places share it. */
export class Changes {
  readonly #found = new Map<string, Change>();

  add(kind: ChangeKind, where: string, what: string): void {
    this.#found.set(`${kind} ${where} ${what}`, { kind, where, what });
  }

  /** A wider schema is additive in a request and breaking in a response. */
  widened(direction: Direction, where: string, what: string): void {
    this.add(direction === 'request' ? 'additive' : 'breaking', inDirection(where, direction), what);
  }

  /** A narrower schema is breaking in a request and additive in a response. */
  narrowed(direction: Direction, where: string, what: string): void {
    this.add(direction === 'request' ? 'breaking' : 'additive', inDirection(where, direction), what);
  }

  list(): Change[] {
    const order: ChangeKind[] = ['breaking', 'additive', 'cosmetic'];
    return [...this.#found.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  }
}

export const inDirection = (where: string, direction: Direction): string => `${where} (${direction})`;
