/** The names of the parameters of a path, in order. */
export const parameterNames = (path: string): string[] => [...path.matchAll(/{(\w+)}/g)].map(([, name]) => name!);

/**
 * Fills the values into a path template, in order. Each value is escaped and stays one segment. Values that cannot be a segment (empty,
 * and `.` and `..`, which URL parsers resolve) are rejected, because the call would reach another operation.
 *
 * @throws TypeError that names the parameter.
 */
export function fillPath(template: string, values: readonly unknown[]): string {
  let at = 0;
  return template.replace(/{(\w+)}/g, (_, name: string) => {
    const value = values[at++];
    if (value === undefined || value === null || value === '' || value === '.' || value === '..') {
      throw new TypeError(
        `The path parameter ${name} of ${template} cannot be ${JSON.stringify(value) ?? 'undefined'}.`,
      );
    }
    return encode(value, `The path parameter ${name} of ${template}`);
  });
}

/**
 * Serialises a query, without the question mark: `a=1&a=2` for arrays, `a[b]=1` for objects, nothing for `null` and `undefined`. The
 * format is the default of openapi-fetch, whose own serialiser is as large as all token handling.
 */
export function queryString(values: object = {}): string {
  const pairs: string[] = [];
  const add = (name: string, value: unknown): void => {
    if (value === undefined || value === null) return;
    if (typeof value === 'object') throw new TypeError(`The query parameter ${name} is nested too deeply.`);
    pairs.push(`${name}=${encode(value, `The query parameter ${name}`)}`);
  };
  for (const [key, value] of Object.entries(values)) {
    const name = encode(key, 'A query parameter name');
    if (Array.isArray(value)) for (const one of value) add(name, one);
    else if (typeof value === 'object' && value !== null)
      for (const [part, one] of Object.entries(value)) add(`${name}[${encode(part, 'A query parameter name')}]`, one);
    else add(name, value);
  }
  return pairs.join('&');
}

/** Percent-encodes a value. Half a surrogate pair has no encoding: the server would receive another string. */
function encode(value: unknown, what: string): string {
  try {
    return encodeURIComponent(String(value));
  } catch {
    throw new TypeError(`${what} is not well-formed Unicode.`);
  }
}
