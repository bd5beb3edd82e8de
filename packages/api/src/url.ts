import { createQuerySerializer } from 'openapi-fetch';

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
    return wellFormed(() => encodeURIComponent(String(value)), `The path parameter ${name} of ${template}`);
  });
}

const serialize = /* @__PURE__ */ createQuerySerializer<object>();

/** The query string, without the question mark; empty when there is nothing to send. */
export const queryString = (values: object | undefined): string =>
  values ? wellFormed(() => serialize(values), 'A value of the query') : '';

/** Half a surrogate pair cannot be sent, in any encoding: what would arrive is another text. */
function wellFormed(encode: () => string, what: string): string {
  try {
    return encode();
  } catch (failure) {
    throw failure instanceof URIError ? new TypeError(`${what} is not well-formed Unicode.`) : failure;
  }
}
