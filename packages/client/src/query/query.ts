/** Stands only in types: the field paths that a query mentions. */
export declare const PATHS: unique symbol;

/** A global symbol, so that a query from the CommonJS copy of this package is known to the ESM copy. */
export const SHAPE: unique symbol = /* @__PURE__ */ Symbol.for('@secuconnect/client.query');

/** What a query looks like from outside, which decides where it needs brackets. */
export type Shape = 'clause' | 'not' | 'compound';

/** A search expression that is safe to send and to combine: `${query}` is its text. `Path` are the field paths that it mentions. */
export class SearchQuery<out Path extends string = never> {
  declare readonly [PATHS]: Path;
  readonly [SHAPE]: Shape;
  readonly text: string;

  constructor(text: string, shape: Shape) {
    this.text = text;
    this[SHAPE] = shape;
  }

  toString(): string {
    return this.text;
  }
}

export const isQuery = (value: unknown): value is SearchQuery<string> =>
  typeof value === 'object' && value !== null && SHAPE in value;

/**
 * The text of a query, in brackets unless its shape is one of those that can do without.
 *
 * @throws TypeError for what is not a query.
 */
export function bracketed(query: SearchQuery<string>, ...without: Shape[]): string {
  if (!isQuery(query)) throw new TypeError('Only queries can be combined; q.raw(text) makes one of a text.');
  return without.includes(query[SHAPE]) ? query.text : `(${query.text})`;
}
