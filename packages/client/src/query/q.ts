import { builder, readTemplate, type QueryBuilder } from './builder.ts';
import type { SearchQuery } from './query.ts';
import type { QueryValue, Unbounded } from './value.ts';

/** Writes queries, as a template or with functions. */
export interface QueryBuilderTag<Model = unknown> extends QueryBuilder<Model> {
  /**
   * A query in Lucene syntax with interpolated values, each of which stays one value no matter what it contains. Other queries can be interpolated too.
   *
   * ```ts
   * q`customer.name:${name} AND amount:[${1000} TO *] AND NOT (${other})`
   * ```
   * Backslashes are Lucene's: q`name:Max\ M*` is sent as written. Paths in a template are not checked.
   *
   * @throws TypeError where a value cannot be escaped (a field name, a regular expression), and for quotes and brackets that are not closed.
   */
  (
    strings: TemplateStringsArray,
    ...interpolations: readonly (QueryValue | Unbounded | SearchQuery<string>)[]
  ): SearchQuery;
  /** A builder for one model: its paths and their values are checked and completed while you type. */
  for<Item>(): QueryBuilderTag<Item>;
}

/** Writes queries for the parameter `q` of lists: as a template, or with functions whose paths are checked. */
export const q: QueryBuilderTag = /* @__PURE__ */ Object.assign(
  (strings: TemplateStringsArray, ...interpolations: readonly unknown[]): SearchQuery =>
    readTemplate(strings.raw, interpolations),
  builder,
  { for: <Item>() => q as unknown as QueryBuilderTag<Item> },
);
