/** `comma`: `a=1,2`. `pipe`: `a=1|2`. */
export type QueryStyle = 'comma' | 'pipe';

/** The facts of the spec about one operation that decide how a call is executed. */
export interface Operation {
  /** Namespace and verb, such as `smart.transactions.create`: where the method is in the client. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below the base URL, with parameters in braces. */
  readonly path: string;
  /** Whether the operation is safe (RFC 9110): it only reads, so a retry has no further effect. */
  readonly safe: boolean;
  /** Whether it takes a body. */
  readonly body?: true;
  /** Whether it takes a query. */
  readonly query?: true;
  /** How it is paginated, if it is a list. */
  readonly paging?: 'list';
  /** Whether it responds only when a payment terminal has finished: always, or for these values of a path parameter. */
  readonly waitsForTerminal?: true | { readonly parameter: string; readonly values: readonly string[] };
  /** Media types that a body may have; its value decides between them. @default ['application/json'] */
  readonly bodyTypes?: readonly string[];
  /** How arrays in the query are written, by parameter: with commas or pipes. By default, the parameter is written once for each value. */
  readonly queryStyles?: Readonly<Record<string, QueryStyle>>;
  /** Whether it takes values for headers. */
  readonly headers?: true;
  /** Whether it takes values for cookies. */
  readonly cookies?: true;
  /** Media type of the response. @default 'application/json' */
  readonly responseType?: string;
  /** Whether a success may have no body. */
  readonly noContent?: true;
}
