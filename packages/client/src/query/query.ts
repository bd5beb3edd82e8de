/** Exists in types only: the field paths that a query mentions. */
export declare const PATHS: unique symbol;

/** A global symbol, so that the ESM copy of this package recognises a query of the CommonJS copy. */
export const EXPRESSION_KIND: unique symbol = /* @__PURE__ */ Symbol.for('@secuconnect/client.query');

/** The outermost structure of a query. It decides where the query needs parentheses. */
export type ExpressionKind = 'clause' | 'not' | 'compound';

/** A search expression that is safe to send and to combine: `${query}` is its string. `Path` are the field paths that it mentions. */
export class SearchQuery<out Path extends string = never> {
  declare readonly [PATHS]: Path;
  readonly [EXPRESSION_KIND]: ExpressionKind;
  /** The query in Lucene syntax. */
  readonly text: string;

  constructor(text: string, kind: ExpressionKind) {
    this.text = text;
    this[EXPRESSION_KIND] = kind;
  }

  toString(): string {
    return this.text;
  }
}

export const isSearchQuery = (value: unknown): value is SearchQuery<string> =>
  typeof value === 'object' && value !== null && EXPRESSION_KIND in value;

/**
 * The string of a query, in parentheses unless it is of one of the given kinds.
 *
 * @throws TypeError for a value that is not a query.
 */
export function parenthesize(query: SearchQuery<string>, ...exceptKinds: ExpressionKind[]): string {
  if (!isSearchQuery(query))
    throw new TypeError('Only queries can be combined; q.raw(text) turns a string into a query.');
  return exceptKinds.includes(query[EXPRESSION_KIND]) ? query.text : `(${query.text})`;
}
