/** What the spec says about one operation, as far as carrying out a call depends on it. */
export interface Operation {
  /** Namespace and verb, such as `smart.transactions.create`; also the way to the method. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below the base URL, with parameters in braces. */
  readonly path: string;
  /** Whether sending it twice has the same effect as sending it once, whatever happened to the first. */
  readonly repeatSafe: boolean;
  /** How it hands out its matches, when it is a list. */
  readonly paging?: 'list';
  /** Whether it answers only when a terminal has finished: always, or for these values of a path parameter. */
  readonly blocking?: boolean | Readonly<Record<string, readonly string[]>>;
}
