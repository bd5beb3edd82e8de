import { version } from '../../package.json';

/** Names the program that uses the SDK, for the people who run the platform. */
export interface AppInfo {
  readonly name: string;
  readonly version?: string | undefined;
  readonly url?: string | undefined;
}

export const userAgent = (app: AppInfo | undefined): string => {
  const name = app && [app.name, app.version].filter(Boolean).join('/');
  return `secuconnect-client-js/${version}${name ? ` (${[name, app.url].filter(Boolean).join('; ')})` : ''}`;
};

/**
 * Headers in lower case, the later ones taking the place of the earlier ones.
 *
 * @throws TypeError for a name or a value that would not arrive as it is; the message does not quote the value.
 */
export function headersOf(
  ...parts: (Readonly<Record<string, string | undefined>> | undefined)[]
): Record<string, string> {
  // Without a prototype: `__proto__` is a name like any other.
  const headers = Object.create(null) as Record<string, string>;
  for (const part of parts) {
    for (const name in part) {
      const value = part[name];
      if (value === undefined) continue;
      if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name))
        throw new TypeError(`${JSON.stringify(name)} cannot be the name of a header.`);
      // No line breaks, nothing beyond one byte, no space at the ends: fetch would refuse it, or change it.
      if (!/^(?:[!-~\u0080-\u00ff](?:[\t -~\u0080-\u00ff]*[!-~\u0080-\u00ff])?)?$/.test(value))
        throw new TypeError(
          `The header ${name} has a value that cannot be sent as it is: a line break, a character outside of Latin-1, or a space at an end.`,
        );
      headers[name.toLowerCase()] = value;
    }
  }
  return headers;
}

/** Headers whose values may be shown. */
const HARMLESS = new Set(['accept', 'accept-language', 'content-type', 'user-agent', 'x-action']);

/** The headers as they may be shown. */
export const shown = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, HARMLESS.has(name) ? value : '[hidden]']));
