import { findCardNumbers } from './card-number.ts';
import { decodeEscapes } from './decode-escapes.ts';
import { createSecretFinder } from './known-secrets.ts';
import { findSensitiveValues } from './sensitive-fields.ts';
import type { TextRange } from './text-range.ts';

export { findSecrets } from './sensitive-fields.ts';

/** Replaces a secret. */
export const REDACTED = '[redacted]';

/** How much of a string is shown, in characters: a body can have 64 MiB, which would block the process, and be read by no one. */
const MAX_LENGTH = 1024 * 1024;

/** `Bearer` and `Basic` with what follows, as in a header. A parameter in quotes, as in `WWW-Authenticate`, is not a token. */
const AUTHORIZATION = /\b((?:bearer|basic)[\s+]+)(?!\w+=["'])[^\s"',;]+/gi;

/**
 * Replaces secrets in a string: the given ones, bearer tokens, card numbers, and the values of fields that hold card data or credentials. It finds them
 * also where they are escaped for JSON, a form, a URL or HTML. Every string in an error, a log or an inspection goes through this function.
 */
export const redact = (text: string, secrets: readonly string[] = []): string => createRedactor(secrets)(text);

/**
 * Returns `redact` for several strings with the same secrets. Its time and memory are linear in the strings, which may come from anyone. Of each, it
 * returns the first MiB.
 */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const findKnownSecrets = createSecretFinder(secrets);
  return (text) => {
    const original = text.slice(0, MAX_LENGTH);
    const decoded = decodeEscapes(original);
    const authorizations = Array.from(decoded.text.matchAll(AUTHORIZATION), ({ 0: match, 1: scheme, index }) => ({
      start: index + scheme!.length,
      end: index + match.length,
    }));
    const ranges: (TextRange & { quote?: string })[] = [
      ...findSensitiveValues(original, decoded),
      ...findKnownSecrets(decoded.text),
      ...findCardNumbers(decoded.text),
      ...authorizations,
    ].sort((one, other) => one.start - other.start || other.end - one.end);
    let redacted = '';
    let end = 0;
    for (const { start: decodedStart, end: decodedEnd, quote = '' } of ranges) {
      const start = decoded.originOf(decodedStart);
      // Ranges that touch become one.
      if (start > end || end === 0) redacted += original.slice(end, start) + quote + REDACTED + quote;
      end = Math.max(end, decoded.originOf(decodedEnd));
    }
    return redacted + original.slice(end);
  };
}
