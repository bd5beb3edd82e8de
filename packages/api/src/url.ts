/**
 * Puts values into a path template, in order. Every value stays one segment, whatever is in it. A value that cannot be one (empty, `.`,
 * `..`, which URL parsers swallow) is refused, because the call would reach another operation.
 *
 * @throws TypeError naming the parameter.
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
    return encoded(value, `The path parameter ${name} of ${template}`);
  });
}

/**
 * The query string, without the question mark; empty when there is nothing to send. As openapi-fetch writes it by default, whose own
 * serializer weighs as much as the whole token handling: `a=1&a=2` for arrays, `a[b]=1` for objects, nothing for null and undefined.
 */
export function queryString(values: object = {}): string {
  const pairs: string[] = [];
  const add = (name: string, value: unknown): void => {
    if (value === undefined || value === null) return;
    if (typeof value === 'object')
      throw new TypeError(`The value ${name} of the query is nested too deeply to be sent.`);
    pairs.push(`${name}=${encoded(value, `The value ${name} of the query`)}`);
  };
  for (const [key, value] of Object.entries(values)) {
    const name = encoded(key, 'A name in the query');
    if (Array.isArray(value)) for (const one of value) add(name, one);
    else if (typeof value === 'object' && value !== null)
      for (const [part, one] of Object.entries(value)) add(`${name}[${encoded(part, 'A name in the query')}]`, one);
    else add(name, value);
  }
  return pairs.join('&');
}

/** Half a surrogate pair cannot be sent, in any encoding: what would arrive is another text. */
function encoded(value: unknown, what: string): string {
  try {
    return encodeURIComponent(String(value));
  } catch {
    throw new TypeError(`${what} is not well-formed Unicode.`);
  }
}
