/** The parts of a list query that have typed forms beside the text that is sent. */
interface TypedQuery {
  readonly q?: string | { toString(): string } | undefined;
  readonly fields?: string | readonly string[] | undefined;
  readonly sort?: string | readonly string[] | undefined;
}

/** A list query as it is sent: queries as text, lists with commas. */
export const wireQuery = <Wire>(query: TypedQuery = {}): Wire =>
  ({ ...query, q: text(query.q), fields: text(query.fields), sort: text(query.sort) }) as Wire;

/** A list becomes text with commas by itself. */
const text = (value: unknown): unknown => value && String(value);
