import { version } from '../../package.json';
import { REDACTED } from '../internal/redact.ts';

/** Identifies the program that uses the SDK to Secuconnect. */
export interface AppInfo {
  readonly name: string;
  readonly version?: string | undefined;
  readonly url?: string | undefined;
}

/** The `User-Agent` of the SDK, with the program that uses it in parentheses. */
export const userAgent = (app: AppInfo | undefined): string => {
  const name = app && [app.name, app.version].filter(Boolean).join('/');
  return `secuconnect-client-js/${version}${name ? ` (${[name, app.url].filter(Boolean).join('; ')})` : ''}`;
};

/**
 * Merges headers; names become lower case, and later values replace earlier ones.
 *
 * @throws TypeError for a name or value that cannot be sent unchanged; the message does not quote the value.
 */
export function mergeHeaders(
  ...parts: (Readonly<Record<string, string | undefined>> | undefined)[]
): Record<string, string> {
  // Without a prototype, `__proto__` is a name like any other.
  const headers = Object.create(null) as Record<string, string>;
  for (const part of parts) {
    for (const name in part) {
      const value = part[name];
      if (value === undefined) continue;
      if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw new TypeError(`${JSON.stringify(name)} is not a header name.`);
      // `fetch` rejects or changes line breaks, characters of more than one byte, and spaces at the ends.
      if (!/^(?:[!-~\u0080-\u00ff](?:[\t -~\u0080-\u00ff]*[!-~\u0080-\u00ff])?)?$/.test(value))
        throw new TypeError(
          `The value of the header ${name} cannot be sent unchanged: it contains a line break or a character outside Latin-1, or starts or ends with a space.`,
        );
      headers[name.toLowerCase()] = value;
    }
  }
  return headers;
}

/** Headers whose values may appear in events. */
const LOGGABLE_HEADERS = new Set(['accept', 'accept-language', 'content-type', 'user-agent', 'x-action']);

/** Replaces the values that must not appear in events. */
export const redactHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, LOGGABLE_HEADERS.has(name) ? value : REDACTED]),
  );
