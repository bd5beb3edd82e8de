import type { Checked, FieldAt } from './paths.ts';
import { bracketed, SearchQuery, type Shape } from './query.ts';
import { TemplateReader } from './template-reader.ts';
import { open, pattern, rangeEnd, termPiece, wholeValue, type Open, type QueryValue } from './value.ts';

/** What a field of this type can be compared with: its documented values and all others of their kind. */
type ValueFor<Field> = [Field] extends [never]
  ? QueryValue
  : Field extends string
    ? Field | Date
    : Field extends number | boolean
      ? Field
      : unknown extends Field
        ? QueryValue
        : never;
type PathOf<Model, Path extends string> = unknown extends Model ? Path : Checked<Model, Path>;
type ValueAt<Model, Path extends string> = unknown extends Model ? QueryValue : ValueFor<FieldAt<Model, Path>>;

/**
 * Writes queries from functions. Values are escaped, paths are checked: as they are typed when the builder is that of a model
 * (`q.for<SmartTransaction>()`), otherwise where the query is given to a list. All of them throw a TypeError for a path or a value that cannot
 * be searched for.
 */
export interface QueryBuilder<Model = unknown> {
  /** The field has this value: `status:ok`. */
  eq<const Path extends string>(path: PathOf<Model, Path>, value: ValueAt<Model, Path>): SearchQuery<Path>;
  /** The field has one of these values, at least one of which must be given. */
  in<const Path extends string>(path: PathOf<Model, Path>, values: readonly ValueAt<Model, Path>[]): SearchQuery<Path>;
  /** The field lies between these values, both included: `amount:[1000 TO 5000]`. `q.open` is an end without a limit. */
  range<const Path extends string>(
    path: PathOf<Model, Path>,
    from: ValueAt<Model, Path> | Open,
    to: ValueAt<Model, Path> | Open,
  ): SearchQuery<Path>;
  /** The field is greater than this value. */
  gt<const Path extends string>(path: PathOf<Model, Path>, value: ValueAt<Model, Path>): SearchQuery<Path>;
  /** The field is this value or greater. */
  gte<const Path extends string>(path: PathOf<Model, Path>, value: ValueAt<Model, Path>): SearchQuery<Path>;
  /** The field is less than this value. */
  lt<const Path extends string>(path: PathOf<Model, Path>, value: ValueAt<Model, Path>): SearchQuery<Path>;
  /** The field is this value or less. */
  lte<const Path extends string>(path: PathOf<Model, Path>, value: ValueAt<Model, Path>): SearchQuery<Path>;
  /** The field has a value, whichever. `q.not(q.exists(path))` finds where it has none. */
  exists<const Path extends string>(path: PathOf<Model, Path>): SearchQuery<Path>;
  /** The field starts with this text, in which nothing acts as a wildcard; `<` and `>` are refused. */
  prefix<const Path extends string>(path: PathOf<Model, Path>, text: string): SearchQuery<Path>;
  /**
   * The field matches this pattern, in which `*` and `?` act and nothing else does; `<` and `>` are refused. For text that comes from users
   * write q`path:*${text}*` instead, where they cannot put wildcards of their own.
   */
  wildcard<const Path extends string>(path: PathOf<Model, Path>, pattern: string): SearchQuery<Path>;
  /** All of these, at least one of which must be given. */
  and<Path extends string = never>(...parts: readonly SearchQuery<Path>[]): SearchQuery<Path>;
  /** Any of these, at least one of which must be given. */
  or<Path extends string = never>(...parts: readonly SearchQuery<Path>[]): SearchQuery<Path>;
  /** Not this. */
  not<Path extends string>(part: SearchQuery<Path>): SearchQuery<Path>;
  /** A query that is already written, taken as it is; its quotes and brackets must close, so that it can be combined with others. */
  raw(text: string): SearchQuery;
  /** Everything. */
  readonly all: SearchQuery;
  /** An end of a range without a limit. */
  readonly unbounded: Open;
}

export const builder: QueryBuilder = {
  eq: (path, value) => clause(path, wholeValue(value)),
  in: (path, values) => builder.or(...values.map((value) => builder.eq(path, value))),
  range(path, from, to) {
    if (from === open && to === open) throw new TypeError('A range needs a limit; q.exists(path) finds any value.');
    return clause(path, `[${rangeEnd(from)} TO ${rangeEnd(to)}]`);
  },
  gt: (path, value) => clause(path, `{${limit(value)} TO *]`),
  gte: (path, value) => clause(path, `[${limit(value)} TO *]`),
  lt: (path, value) => clause(path, `[* TO ${limit(value)}}`),
  lte: (path, value) => clause(path, `[* TO ${limit(value)}]`),
  exists: (path) => new SearchQuery(`_exists_:${fieldPath(path)}`, 'clause'),
  prefix: (path, text) => clause(path, `${termPiece(text)}*`),
  wildcard: (path, text) => clause(path, pattern(text)),
  and: (...parts) => combined(parts, ' AND ', 'clause', 'not'),
  // `a OR NOT b` would mean `a AND NOT b`: Lucene knows clauses that must, may and must not match, not operators.
  or: (...parts) => combined(parts, ' OR ', 'clause'),
  not: (part) => new SearchQuery(`NOT ${bracketed(part, 'clause')}`, 'not'),
  raw: (text) => written([text], []),
  all: /* @__PURE__ */ new SearchQuery('*:*', 'clause'),
  unbounded: open,
};

/** What `TemplateReader` has read, as a query that needs brackets in all company. */
export function written(texts: readonly string[], holes: readonly unknown[]): SearchQuery {
  const text = TemplateReader.read(texts, holes);
  return new SearchQuery(text, CLAUSE.test(text) ? 'clause' : 'compound');
}

/** Texts that evidently are one clause, and need no brackets. */
const CLAUSE = /^[\w.]+:([\w.*?]+|"([^"\\]|\\.)*"|[[{][\w.:+*-]+ TO [\w.:+*-]+[\]}])$/s;

const clause = <Path extends string>(path: Path, condition: string): SearchQuery<Path> =>
  new SearchQuery(`${fieldPath(path)}:${condition}`, 'clause');

function combined<Path extends string>(
  parts: readonly SearchQuery<Path>[],
  operator: string,
  ...bare: Shape[]
): SearchQuery<Path> {
  if (!parts.length) throw new TypeError('Nothing to combine. To find everything leave `q` out, or begin with q.all.');
  const texts = parts.map((part) => bracketed(part, ...bare));
  return parts.length === 1 ? parts[0]! : new SearchQuery(texts.join(operator), 'compound');
}

function fieldPath(path: string): string {
  if (/^\w[\w-]*(\.\w[\w-]*)*$/.test(path) && !/^(AND|OR|NOT)$/.test(path)) return path;
  throw new TypeError(`${JSON.stringify(path)} is not a field path such as customer.contact.email.`);
}

function limit(value: unknown): string {
  if (value === open) throw new TypeError('q.open is an end of q.range.');
  return rangeEnd(value);
}
