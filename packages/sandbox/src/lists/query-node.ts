/** What a query asks for. A node without a `field` looks at every field. */
export type QueryNode =
  | { readonly type: 'all' }
  | { readonly type: 'and' | 'or'; readonly nodes: readonly QueryNode[] }
  | { readonly type: 'not'; readonly node: QueryNode }
  | { readonly type: 'exists'; readonly field: string | undefined }
  | { readonly type: 'term'; readonly field: string | undefined; readonly text: string }
  | { readonly type: 'wildcard'; readonly field: string | undefined; readonly pattern: Pattern }
  | ({ readonly type: 'range'; readonly field: string | undefined } & Range);

/** A part of a range without its bound has no limit there. */
export interface Range {
  readonly low?: Bound;
  readonly high?: Bound;
}

export interface Bound {
  readonly text: string;
  /** Whether the bound itself is in the range. */
  readonly included: boolean;
}

/** `?` of a pattern. */
export const ONE: unique symbol = Symbol('?');
/** `*` of a pattern. */
export const MANY: unique symbol = Symbol('*');

/** Lower-case characters, and wildcards between them. */
export type Pattern = readonly (string | typeof ONE | typeof MANY)[];
