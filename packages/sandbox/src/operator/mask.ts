/** Country, check digits, and the rest in one piece or in groups. */
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?\b/gi;
/** A card number, also in groups. */
const CARD = /\b\d(?:[ -]?\d){12,18}\b/g;
const BEARER = /\b(bearer\s+)\S+/gi;
/** Fields whose values open something. */
const SECRET_FIELD = /token|secret|password|passcode|pin$|csc|hash|skey|apikey/i;
const KEPT = 4;

/** A text without whole account numbers, card numbers and tokens: the first and last characters stay, by which people recognize them. */
export const maskText = (text: string): string =>
  text
    .replace(BEARER, '$1…')
    .replace(IBAN, (iban) => `${iban.slice(0, KEPT)}…${iban.replaceAll(' ', '').slice(-KEPT)}`)
    .replace(CARD, (card) => `…${card.replaceAll(/\D/g, '').slice(-KEPT)}`);

/** A URL without what is secret in it: credentials, and the values of its query, such as signatures. */
export function maskUrl(url: string): string {
  if (!URL.canParse(url)) return maskText(url);
  const { protocol, host, pathname, search } = new URL(url);
  const names = [...new URLSearchParams(search).keys()];
  return maskText(
    `${protocol}//${host}${pathname}${names.length ? `?${names.map((name) => `${name}=…`).join('&')}` : ''}`,
  );
}

/** Path and query of a request as a person may see it. What is not encoded properly stays as it is. */
export function maskTarget(target: string): string {
  let text = target;
  try {
    text = decodeURIComponent(target.replaceAll('+', ' '));
  } catch {
    // It is shown as it came.
  }
  return maskText(text);
}

/** The JSON of an object, indented. */
export const maskJson = (object: unknown): string =>
  JSON.stringify(
    object,
    (name, value: unknown) => {
      if (typeof value !== 'string') return value;
      if (SECRET_FIELD.test(name)) return '…';
      return /^https?:/.test(value) ? maskUrl(value) : maskText(value);
    },
    2,
  );
