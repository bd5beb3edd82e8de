import { replaceCardNumbers } from './card-number.ts';

/** Replaces a secret. */
export const REDACTED = '[redacted]';

/** Anything shorter is not a secret, and redacting it would make the string unreadable. */
const MIN_SECRET_LENGTH = 6;

/** JSON fields that hold card data or credentials. */
const SECRET_JSON_FIELDS =
  /("(?:pan|cvc|cvv|csc|pin|passcode|password|client_secret|access_token|refresh_token|transact_\w+)"\s*:\s*)("(?:[^"\\]|\\.)*"|[\d.]+)/gi;

/**
 * Replaces secrets in a string: the given ones, bearer tokens, card numbers, and the values of JSON fields that hold card data or credentials.
 * Every string in an error, a log or an inspection goes through this function.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  for (const secret of secrets) text = text.replaceAll(escapedPattern(secret), REDACTED);
  return replaceCardNumbers(
    text
      .replaceAll(/\b(bearer|basic)\s+[^\s"',;]+/gi, `$1 ${REDACTED}`)
      .replaceAll(SECRET_JSON_FIELDS, `$1"${REDACTED}"`),
    REDACTED,
  );
}

/** The secrets in a request body, for `redact`: a server that echoes them may put them into any other format. A `Blob` cannot be searched. */
export function findSecrets(body: string | FormData | Blob | undefined): string[] {
  const json = body instanceof FormData ? JSON.stringify(Object.fromEntries(body)) : String(body);
  return Array.from(json.matchAll(SECRET_JSON_FIELDS), ([, , value]) => String(JSON.parse(value!)));
}

/** Matches a secret with escaped punctuation too: as in JSON, in HTML, in a form, or in one of them inside another. */
function escapedPattern(secret: string): RegExp {
  const words = secret.match(/[a-z\d]+/gi) ?? [];
  const gap = String.raw`(?:&(?:amp;)*#?\w+;|\\[bfnrt]|%[\da-f]{2}|\\u[\da-f]{4}|[^a-z\d])+`;
  return new RegExp(words.join('').length < MIN_SECRET_LENGTH ? '(?!)' : words.join(gap), 'gi');
}
