/** The names of a query with their texts; a list if a name occurs more than once. */
export type Query = Readonly<Record<string, string | string[]>>;

/** The texts of each query before they were decoded. Prism passes the query to its validator as it is, and only decoded. */
const texts = new WeakMap<Query, ReadonlyMap<string, readonly string[]>>();

/** Reads the query of a URL: a list for a name that occurs more than once. */
export function parseQuery(search: string): Query {
  const encoded = new Map<string, string[]>();
  for (const pair of search.replace(/^\?/, '').split('&').filter(Boolean)) {
    const at = pair.indexOf('=');
    const name = decode(at < 0 ? pair : pair.slice(0, at));
    encoded.set(name, [...(encoded.get(name) ?? []), at < 0 ? '' : pair.slice(at + 1)]);
  }
  const decoded = [...encoded].map(([name, all]) => [name, all.length === 1 ? decode(all[0]!) : all.map(decode)]);
  const query = Object.fromEntries(decoded) as Query;
  texts.set(query, encoded);
  return query;
}

/** The values of a list that is written in one text. A separator that is part of a value is encoded, so the text is split before it is decoded. */
export function splitList(query: Query, name: string, separator: string): string[][] {
  const encoded = texts.get(query)?.get(name);
  if (encoded) return encoded.map((text) => text.split(separator).map(decode));
  return [query[name]!].flat().map((text) => text.split(separator));
}

/** As `URLSearchParams` decodes: `+` is a space, and a `%` that escapes nothing stays. */
const decode = (text: string): string => new URLSearchParams(`text=${text}`).get('text')!;
