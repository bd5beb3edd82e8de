const HIDDEN = '[hidden]';

/** A shorter secret is none, and hiding it would make a riddle of the text. */
const SHORTEST = 6;

/** Runs of 13 to 19 digits, also in groups, that are not part of a longer word; `\n` of JSON is no part of one. */
const DIGITS = /(?<=^|[^\w-]|\\[nrt])\d(?:[ -]?\d){12,18}(?![\w-])/g;

/** Fields of JSON that hold card data or credentials. */
const FIELDS =
  /("(?:pan|cvc|cvv|csc|pin|passcode|password|client_secret|access_token|refresh_token|transact_\w+)"\s*:\s*)("(?:[^"\\]|\\.)*"|[\d.]+)/gi;

/**
 * A text without what must not be shown: the given secrets, bearer tokens, card numbers (told by their check digit), and the values of
 * fields that hold such things. For everything that an error, a log or an inspection says.
 */
export function hide(text: string, secrets: readonly string[] = []): string {
  for (const secret of secrets) text = text.replaceAll(spelled(secret), HIDDEN);
  return text
    .replaceAll(/\b(bearer|basic)\s+[^\s"',;]+/gi, `$1 ${HIDDEN}`)
    .replaceAll(FIELDS, `$1"${HIDDEN}"`)
    .replaceAll(DIGITS, (digits) => (hasCheckDigit(digits) ? HIDDEN : digits));
}

/** What a request sends in such fields: a server that sends it back may wrap it in anything. A form that is a blob cannot be looked into. */
export function secretsIn(body: string | FormData | Blob | undefined): string[] {
  const json = body instanceof FormData ? JSON.stringify(Object.fromEntries(body)) : String(body);
  return Array.from(json.matchAll(FIELDS), ([, , value]) => String(JSON.parse(value!)));
}

/** Finds a secret however its punctuation is escaped: for JSON, for HTML, for a form, or for one in the other. */
function spelled(secret: string): RegExp {
  const words = secret.match(/[a-z\d]+/gi) ?? [];
  const gap = String.raw`(?:&(?:amp;)*#?\w+;|\\[bfnrt]|%[\da-f]{2}|\\u[\da-f]{4}|[^a-z\d])+`;
  return new RegExp(words.join('').length < SHORTEST ? '(?!)' : words.join(gap), 'gi');
}

/** The check of card numbers (Luhn). */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  let double = false;
  for (const digit of [...digits.replaceAll(/\D/g, '')].reverse()) {
    const value = Number(digit) * (double ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
    double = !double;
  }
  return sum % 10 === 0;
}

/** A copy of a cause that says why, and holds nothing else: what a `fetch` rejects with may have the whole request hanging on it. */
export function harmless(cause: unknown, secrets: readonly string[] = [], depth = 0): unknown {
  if (typeof cause === 'string') return hide(cause, secrets);
  if (!(cause instanceof Error) || depth > 4) return undefined;
  const { name, message, stack, code, syscall, errors, cause: inner } = cause as Error & Record<string, unknown>;
  const copy = Object.assign(new Error(hide(message, secrets)), {
    name,
    ...(typeof code === 'string' && { code }),
    ...(typeof syscall === 'string' && { syscall }),
    ...(inner !== undefined && { cause: harmless(inner, secrets, depth + 1) }),
    ...(Array.isArray(errors) && { errors: errors.map((one) => harmless(one, secrets, depth + 1)) }),
  });
  copy.stack = hide(String(stack), secrets);
  return copy;
}
