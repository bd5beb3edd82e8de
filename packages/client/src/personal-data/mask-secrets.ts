import { ACCOUNT_NUMBER_NAMES } from '../generated/personal-data.ts';
import { decodeEscapes } from '../internal/decode-escapes.ts';
import { findIbans } from '../internal/iban.ts';
import { createRedactor, REDACTED } from '../internal/redact.ts';
import { isSensitiveName } from '../internal/sensitive-fields.ts';
import { MASK, masked } from './mask-value.ts';
import { normalizedName } from './other-names.ts';

const ACCOUNT_NUMBERS = new Set(ACCOUNT_NUMBER_NAMES.map(normalizedName));

/**
 * Returns a copy, as JSON has it, of a response, a text or anything else, without IBANs, card numbers and secrets, wherever they stand: in their own
 * fields, in free texts, and in names of fields. What else is personal stays, which is what {@link maskPersonalData} is for.
 * - Of the numbers in fields for accounts and cards, the last four characters stay. Other fields with credentials become `***`.
 * - In texts, IBANs, card numbers, bearer tokens and the given secrets become `[redacted]`. Of a text, the first MiB is returned.
 *
 * Never throws: what JSON cannot have, such as a circle, becomes `***`.
 *
 * @param secrets Values to find too, such as the token in use; shorter ones than six characters are ignored.
 */
export function maskSecrets<T>(value: T, secrets: readonly string[] = []): T {
  const redact = createRedactor(secrets);
  const maskText = (text: string): string => redact(withoutIbans(text));
  const maskField = (name: string, field: unknown): unknown => {
    if (typeof field === 'bigint') return maskField(name, String(field));
    const isFilled = typeof field === 'object' ? field !== null : field !== '' && typeof field !== 'boolean';
    if (field === undefined || !isFilled) return field;
    if (typeof field !== 'object' && ACCOUNT_NUMBERS.has(normalizedName(name))) return masked(field, true);
    if (isSensitiveName(name) || ACCOUNT_NUMBERS.has(normalizedName(name))) return MASK;
    if (typeof field === 'string') return maskText(field);
    // A number can be that of a card.
    if (typeof field === 'number') return maskText(String(field)) === String(field) ? field : REDACTED;
    return Array.isArray(field) ? field : withMaskedNames(field as object, maskText);
  };
  try {
    const json = JSON.stringify(value, maskField);
    return (json === undefined ? undefined : JSON.parse(json)) as T;
  } catch {
    return MASK as T;
  }
}

function withoutIbans(text: string): string {
  const decoded = decodeEscapes(text);
  let shown = '';
  let end = 0;
  for (const range of findIbans(decoded.text)) {
    shown += text.slice(end, decoded.originOf(range.start)) + REDACTED;
    end = decoded.originOf(range.end);
  }
  return shown + text.slice(end);
}

/** The same object where its names are no secrets, as nearly always. */
function withMaskedNames(object: object, maskText: (text: string) => string): object {
  const entries = Object.entries(object).map(([name, value]): [string, unknown] => [maskText(name), value]);
  return entries.every(([name]) => Object.hasOwn(object, name)) ? object : Object.fromEntries(entries);
}
