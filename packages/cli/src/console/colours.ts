import type { Io, Output } from './io.ts';

const CODES = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39] } as const;

/**
 * Colours a text for a stream: only on a terminal, never with `NO_COLOR` (https://no-color.org) or `TERM=dumb`.
 *
 * @returns The text as it is, where there is no colour.
 */
export function colour(io: Io, stream: Output, name: keyof typeof CODES, text: string): string {
  const { NO_COLOR, TERM } = io.env;
  if (stream.isTTY !== true || (NO_COLOR !== undefined && NO_COLOR !== '') || TERM === 'dumb') return text;
  const [on, off] = CODES[name];
  return `\u001B[${on}m${text}\u001B[${off}m`;
}
