import { MANY, ONE, type Pattern } from './query-node.ts';

/** The characters before the first wildcard. */
export function prefixOf(pattern: Pattern): string {
  const end = pattern.findIndex((part) => typeof part !== 'string');
  return pattern.slice(0, end < 0 ? pattern.length : end).join('');
}

/**
 * Whether a pattern matches a whole text. It only ever goes back to the latest `*`, so the time is at most the product of both lengths; a regular
 * expression could take exponentially long.
 */
export function matches(pattern: Pattern, text: string): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const part = pattern[next];
    if (part === MANY) {
      star = next++;
      resume = at;
    } else if (part === ONE || part === text[at]) {
      next += 1;
      at += 1;
    } else if (star >= 0) {
      next = star + 1;
      at = ++resume;
    } else return false;
  }
  while (pattern[next] === MANY) next += 1;
  return next === pattern.length;
}
