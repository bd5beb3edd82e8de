/** What the spec says about one operation, as far as carrying out a call depends on it. */
export interface Operation {
  /** Namespace and verb, such as `smart.transactions.create`; also the way to the method. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below the base URL, with parameters in braces. */
  readonly path: string;
  /** Whether sending it twice has the same effect as sending it once, whatever happened to the first. */
  readonly repeatSafe: boolean;
  /** Whether it takes a body. */
  readonly body?: true;
  /** Whether it takes a query. */
  readonly query?: true;
  /** How it hands out its matches, when it is a list. */
  readonly paging?: 'list';
  /** Whether it answers only when a terminal has finished: always, or for these values of a path parameter. */
  readonly blocking?: true | { readonly parameter: string; readonly values: readonly string[] };
  /** Whether a body with a file in it travels as a multipart form. */
  readonly multipart?: true;
  /** Media type of the answer, when it is not JSON. */
  readonly answers?: string;
}

/** The names of the parameters in a path, in order. */
export const parameterNames = (path: string): string[] => [...path.matchAll(/{(\w+)}/g)].map(([, name]) => name!);
