/** The parameters of a list query that have a typed form besides the string that is sent. */
interface TypedParameters {
  readonly q?: string | { toString(): string } | undefined;
  readonly fields?: string | readonly string[] | undefined;
  readonly sort?: string | readonly string[] | undefined;
}

/** Turns a list query into what is sent: queries become strings, and arrays strings with commas. The query itself stays unchanged. */
export const wireQuery = <Wire>(query: TypedParameters = {}): Wire =>
  ({ ...query, q: toParameter(query.q), fields: toParameter(query.fields), sort: toParameter(query.sort) }) as Wire;

/** `String` joins an array with commas. */
const toParameter = (value: unknown): unknown => value && String(value);
