import type { CheckedPath, FieldAt } from './paths.ts';
import { parenthesize, SearchQuery, type ExpressionKind } from './query.ts';
import { TemplateReader } from './template-reader.ts';
import {
  escapeInTerm,
  escapePattern,
  escapeRangeEnd,
  escapeValue,
  unbounded,
  type QueryValue,
  type Unbounded,
} from './value.ts';

/** What a field of this type can be compared with: its documented values, and all others of their kind. */
type ValueFor<Field> = [Field] extends [never]
  ? QueryValue
  : Field extends string
    ? Field | Date
    : Field extends number | boolean
      ? Field
      : unknown extends Field
        ? QueryValue
        : never;
type PathOf<Model, Path extends string> = unknown extends Model ? Path : CheckedPath<Model, Path>;
type ValueAt<Model, Path extends string> = unknown extends Model ? QueryValue : ValueFor<FieldAt<Model, Path>>;

/**
 * Writes queries with functions. Values are escaped. Paths are checked while you type if the builder is that of a model (`q.for<SmartTransaction>()`),
 * otherwise where the query is passed to a list. Every function throws a TypeError for an invalid path, and for a value that cannot be searched for.
 */
export interface QueryBuilder<Model = unknown> {
  /** The field equals this value: `status:ok`. */
  eq<const Path extends string>(path: PathOf<Model, Path>, value: ValueAt<Model, Path>): SearchQuery<Path>;
  /** The field equals one of these values, of which there must be at least one. */
  in<const Path extends string>(path: PathOf<Model, Path>, values: readonly ValueAt<Model, Path>[]): SearchQuery<Path>;
  /** The field lies between these values, both included: `amount:[1000 TO 5000]`. `q.unbounded` is an end without a limit. */
  range<const Path extends string>(
    path: PathOf<Model, Path>,
    from: ValueAt<Model, Path> | Unbounded,
    to: ValueAt<Model, Path> | Unbounded,
  ): SearchQuery<Path>;
  /** The field is greater than this value. */
  gt<const Path extends string>(path: PathOf<Model, Path>, value: ValueAt<Model, Path>): SearchQuery<Path>;
  /** The field is greater than or equal to this value. */
  gte<const Path extends string>(path: PathOf<Model, Path>, value: ValueAt<Model, Path>): SearchQuery<Path>;
  /** The field is less than this value. */
  lt<const Path extends string>(path: PathOf<Model, Path>, value: ValueAt<Model, Path>): SearchQuery<Path>;
  /** The field is less than or equal to this value. */
  lte<const Path extends string>(path: PathOf<Model, Path>, value: ValueAt<Model, Path>): SearchQuery<Path>;
  /** The field has a value. `q.not(q.exists(path))` finds items without one. */
  exists<const Path extends string>(path: PathOf<Model, Path>): SearchQuery<Path>;
  /** The field starts with this string. Nothing in it is a wildcard; `<` and `>` are rejected. */
  prefix<const Path extends string>(path: PathOf<Model, Path>, prefix: string): SearchQuery<Path>;
  /**
   * The field matches this pattern, in which only `*` and `?` are special; `<` and `>` are rejected. For user input write q`path:*${input}*` instead,
   * because there users cannot add wildcards.
   */
  wildcard<const Path extends string>(path: PathOf<Model, Path>, pattern: string): SearchQuery<Path>;
  /** All of these queries, of which there must be at least one. */
  and<Path extends string = never>(...queries: readonly SearchQuery<Path>[]): SearchQuery<Path>;
  /** Any of these queries, of which there must be at least one. */
  or<Path extends string = never>(...queries: readonly SearchQuery<Path>[]): SearchQuery<Path>;
  /** Not this query. */
  not<Path extends string>(query: SearchQuery<Path>): SearchQuery<Path>;
  /** A query in Lucene syntax, sent as written. Its quotes and brackets must be closed, so that it can be combined with others. */
  raw(text: string): SearchQuery;
  /** Everything. */
  readonly all: SearchQuery;
  /** The end of a range without a limit. */
  readonly unbounded: Unbounded;
}

export const builder: QueryBuilder = {
  eq: (path, value) => clause(path, escapeValue(value)),
  in: (path, values) =>
    combine(
      values.map((value) => builder.eq(path, value)),
      ' OR ',
      'clause',
    ),
  range(path, from, to) {
    if (from === unbounded && to === unbounded)
      throw new TypeError('A range needs at least one limit; q.exists(path) finds any value.');
    return clause(path, `[${escapeRangeEnd(from)} TO ${escapeRangeEnd(to)}]`);
  },
  gt: (path, value) => clause(path, `{${escapeLimit(value)} TO *]`),
  gte: (path, value) => clause(path, `[${escapeLimit(value)} TO *]`),
  lt: (path, value) => clause(path, `[* TO ${escapeLimit(value)}}`),
  lte: (path, value) => clause(path, `[* TO ${escapeLimit(value)}]`),
  exists: (path) => new SearchQuery(`_exists_:${assertFieldPath(path)}`, 'clause'),
  prefix: (path, prefix) => clause(path, `${escapeInTerm(prefix)}*`),
  wildcard: (path, pattern) => clause(path, escapePattern(pattern)),
  and: (...queries) => combine(queries, ' AND ', 'clause', 'not'),
  // `a OR NOT b` would mean `a AND NOT b`: Lucene has clauses that must, may and must not match, not operators.
  or: (...queries) => combine(queries, ' OR ', 'clause'),
  not: (query) => new SearchQuery(`NOT ${parenthesize(query, 'clause')}`, 'not'),
  raw: (text) => readTemplate([text], []),
  all: /* @__PURE__ */ new SearchQuery('*:*', 'clause'),
  unbounded,
};

/** Reads a template as a query, which needs parentheses next to others unless it is evidently one clause. */
export function readTemplate(strings: readonly string[], interpolations: readonly unknown[]): SearchQuery {
  const text = TemplateReader.read(strings, interpolations);
  return new SearchQuery(text, SINGLE_CLAUSE.test(text) ? 'clause' : 'compound');
}

/** Queries that are evidently one clause, and need no parentheses. */
const SINGLE_CLAUSE = /^[\w.]+:([\w.*?]+|"([^"\\]|\\.)*"|[[{][\w.:+*-]+ TO [\w.:+*-]+[\]}])$/s;

const clause = <Path extends string>(path: Path, condition: string): SearchQuery<Path> =>
  new SearchQuery(`${assertFieldPath(path)}:${condition}`, 'clause');

/** @param bareKinds The kinds of queries that need no parentheses next to this operator. */
function combine<Path extends string>(
  queries: readonly SearchQuery<Path>[],
  operator: string,
  ...bareKinds: ExpressionKind[]
): SearchQuery<Path> {
  if (!queries.length)
    throw new TypeError('There is no query to combine. To match everything, omit `q` or start with q.all.');
  const operands = queries.map((query) => parenthesize(query, ...bareKinds));
  return queries.length === 1 ? queries[0]! : new SearchQuery(operands.join(operator), 'compound');
}

function assertFieldPath(path: string): string {
  if (/^\w[\w-]*(\.\w[\w-]*)*$/.test(path) && !/^(AND|OR|NOT)$/.test(path)) return path;
  throw new TypeError(`${JSON.stringify(path)} is not a field path such as customer.contact.email.`);
}

function escapeLimit(value: unknown): string {
  if (value === unbounded) throw new TypeError('q.unbounded can only be an end of q.range.');
  return escapeRangeEnd(value);
}
