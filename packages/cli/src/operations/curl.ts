import type { PreparedRequest } from './check-request.ts';

/** Headers that curl sends by itself, or that only the client sends. */
const OMITTED = new Set(['authorization', 'user-agent', 'x-action']);

/** A request as a command for a shell of Unix. The token stays a variable, so that none is in the history of the shell. */
export function toCurl({ method, url, headers, body }: PreparedRequest): string {
  const shown = Object.entries(headers).filter(([name]) => !OMITTED.has(name));
  const lines = [
    `curl --request ${method} ${quoted(url)}`,
    `--header "Authorization: Bearer $SECUCONNECT_TOKEN"`,
    ...shown.map(([name, value]) => `--header ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined || body === '' ? [] : [`--data-raw ${quoted(body)}`]),
  ];
  return lines.join(' \\\n  ');
}

/** In single quotes, in which a shell changes nothing. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
