import { builder, written, type QueryBuilder } from './builder.ts';
import type { SearchQuery } from './query.ts';
import type { Open, QueryValue } from './value.ts';

/** Writes queries, as a template or from functions. */
export interface QueryBuilderTag<Model = unknown> extends QueryBuilder<Model> {
  /**
   * A query in Lucene syntax with values in it, each of which stays one value whatever is in it. Other queries may stand in it as well.
   *
   * ```ts
   * q`customer.name:${name} AND amount:[${1000} TO *] AND NOT (${other})`
   * ```
   * Backslashes are Lucene's: q`name:Max\ M*` is sent as it stands there. Paths in a template are not checked.
   *
   * @throws TypeError where a value cannot be made safe (a field name, a regular expression), and for quotes and brackets that do not close.
   */
  (texts: TemplateStringsArray, ...holes: readonly (QueryValue | Open | SearchQuery<string>)[]): SearchQuery;
  /** The same for one model: its paths and their values are checked and completed while they are typed. */
  for<Item>(): QueryBuilderTag<Item>;
}

/** Writes queries for the parameter `q` of lists: as a template, or from functions whose paths are checked. */
export const q: QueryBuilderTag = /* @__PURE__ */ Object.assign(
  (texts: TemplateStringsArray, ...holes: readonly unknown[]): SearchQuery => written(texts.raw, holes),
  builder,
  { for: <Item>() => q as unknown as QueryBuilderTag<Item> },
);
