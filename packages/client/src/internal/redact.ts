import { replaceCardNumbers } from './card-number.ts';

/** What stands in the place of a secret. */
export const REDACTED = '[redacted]';

/** Anything shorter is not a secret, and redacting it would make the text unreadable. */
const MIN_SECRET_LENGTH = 6;

/** JSON fields that hold card data or credentials. */
const SECRET_JSON_FIELDS =
  /("(?:pan|cvc|cvv|csc|pin|passcode|password|client_secret|access_token|refresh_token|transact_\w+)"\s*:\s*)("(?:[^"\\]|\\.)*"|[\d.]+)/gi;

/**
 * Replaces what a text must not show: the given secrets, bearer tokens, card numbers, and the values of fields that hold such things. Every
 * text in an error, a log or an inspection goes through this.
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

/** The secrets in a request body: a server that echoes them may wrap them in anything. A form that is a blob cannot be searched. */
export function findSecrets(body: string | FormData | Blob | undefined): string[] {
  const json = body instanceof FormData ? JSON.stringify(Object.fromEntries(body)) : String(body);
  return Array.from(json.matchAll(SECRET_JSON_FIELDS), ([, , value]) => String(JSON.parse(value!)));
}

/** Matches a secret however its punctuation is escaped: for JSON, for HTML, for a form, or for one inside another. */
function escapedPattern(secret: string): RegExp {
  const words = secret.match(/[a-z\d]+/gi) ?? [];
  const gap = String.raw`(?:&(?:amp;)*#?\w+;|\\[bfnrt]|%[\da-f]{2}|\\u[\da-f]{4}|[^a-z\d])+`;
  return new RegExp(words.join('').length < MIN_SECRET_LENGTH ? '(?!)' : words.join(gap), 'gi');
}
