/** What a change means to someone who uses the generated SDK: code stops compiling or working, can do more, or reads better. */
export type ChangeKind = 'breaking' | 'additive' | 'cosmetic';

export interface Change {
  kind: ChangeKind;
  /** The call of the SDK, or the model and its field. */
  where: string;
  what: string;
}

/** Requests and answers are judged in opposite ways: to accept more is harmless, to answer with more kinds of things is not. */
export type Direction = 'request' | 'answer';

/** Collects changes; what is shared by many places is said once. */
export class Changes {
  readonly #found = new Map<string, Change>();

  add(kind: ChangeKind, where: string, what: string): void {
    this.#found.set(`${kind} ${where} ${what}`, { kind, where, what });
  }

  /** More is possible now: good for what one sends, not for what one reads. */
  widened(direction: Direction, where: string, what: string): void {
    this.add(direction === 'request' ? 'additive' : 'breaking', inDirection(where, direction), what);
  }

  /** Less is possible now: the other way round. */
  narrowed(direction: Direction, where: string, what: string): void {
    this.add(direction === 'request' ? 'breaking' : 'additive', inDirection(where, direction), what);
  }

  list(): Change[] {
    const order: ChangeKind[] = ['breaking', 'additive', 'cosmetic'];
    return [...this.#found.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  }
}

export const inDirection = (where: string, direction: Direction): string => `${where} (${direction})`;
