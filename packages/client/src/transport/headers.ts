import { headerEntries, type HeadersLike } from '@secuconnect/api';
import { version } from '../../package.json';
import { redact, REDACTED } from '../internal/redact.ts';

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

/** Runtimes ignore these headers of a program, or fail as if the connection had. */
const CONNECTION_HEADERS =
  /^(?:connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;

/**
 * Merges headers; names become lower case, and those of a later part replace those of an earlier one. A name that a part has several times has the
 * values of all, with commas, as in `fetch`.
 *
 * @throws TypeError for a name or value that cannot be sent unchanged; the message does not quote the value.
 */
export function mergeHeaders(...parts: (HeadersLike | undefined)[]): Record<string, string> {
  // Without a prototype, `__proto__` is a name like any other.
  const headers = Object.create(null) as Record<string, string>;
  for (const part of parts) {
    const seen = new Set<string>();
    for (const [name, value] of headerEntries(part)) {
      if (typeof name !== 'string' || !/^[\w!#$%&'*+.^`|~-]+$/.test(name))
        throw new TypeError(`${JSON.stringify(name)} is not a header name.`);
      if (CONNECTION_HEADERS.test(name))
        throw new TypeError(`The header ${name} belongs to the connection: \`fetch\` sets it.`);
      if (typeof value !== 'string') throw new TypeError(`The value of the header ${name} is not a string.`);
      // `fetch` rejects or changes line breaks, characters of more than one byte, and spaces at the ends.
      if (!/^(?:[!-~\u0080-\u00ff](?:[\t -~\u0080-\u00ff]*[!-~\u0080-\u00ff])?)?$/.test(value))
        throw new TypeError(
          `The value of the header ${name} cannot be sent unchanged: it contains a line break or a character outside Latin-1, or starts or ends with a space.`,
        );
      const key = name.toLowerCase();
      headers[key] = seen.has(key) ? `${headers[key]}, ${value}` : value;
      seen.add(key);
    }
  }
  return headers;
}

/** Headers whose values may appear in events. */
const LOGGABLE_HEADERS = new Set(['accept', 'accept-language', 'content-type', 'user-agent', 'x-action']);

/** What was redacted already. Most values are those of the client, the same for each call. */
const redactedValues = new Map<string, string>();
const MAX_REMEMBERED = 100;

/** Replaces the values that must not appear in events. */
export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    shown[name] = LOGGABLE_HEADERS.has(name) ? redactOnce(name, value) : REDACTED;
  return shown;
}

function redactOnce(name: string, value: string): string {
  // Each call has another one.
  if (name === 'x-action') return redact(value);
  let redacted = redactedValues.get(value);
  if (redacted === undefined) {
    redacted = redact(value);
    if (redactedValues.size < MAX_REMEMBERED) redactedValues.set(value, redacted);
  }
  return redacted;
}
