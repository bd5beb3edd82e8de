import type { TextRange } from './text-range.ts';

/** How many letters and digits the IBANs of a country have, for each country of the registry (ISO 13616). */
const COUNTRIES_BY_LENGTH: Readonly<Record<number, string>> = {
  15: 'NO',
  16: 'BE',
  18: 'DK FI FK FO GL NL SD',
  19: 'MK SI',
  20: 'AT BA EE KZ LT LU MN XK',
  21: 'CH CR HR LI LV',
  22: 'BG BH DE GB GE IE ME RS',
  23: 'AE GI IL IQ OM SO TL',
  24: 'AD CZ DZ ES MD PK RO SA SE SK TN VG',
  25: 'AO LY PT ST',
  26: 'IR IS TR',
  27: 'BF BI BJ CF CG CI CM DJ FR GA GR IT MC MG ML MR SM SN TD TG',
  28: 'AL AZ BY CY DO GT HN HU LB NE NI PL SV',
  29: 'BR EG PS QA UA YE',
  30: 'JO KW MU',
  31: 'MT SC',
  32: 'LC',
  33: 'RU',
};
const LENGTHS = new Map(
  Object.entries(COUNTRIES_BY_LENGTH).flatMap(([length, countries]) =>
    countries.split(' ').map((country): [string, number] => [country, Number(length)]),
  ),
);

/** Where an IBAN may start: a country and two digits, behind no letter or digit, unless these say what follows. */
const START = /(?<![\p{L}\p{N}_](?<!iban))[a-z]{2}[^\p{L}\p{N}]{0,2}\d[^\p{L}\p{N}]{0,2}\d/giu;
const CHARACTER = /[a-z\d]/i;
/** What may stand between two characters: a space, a line break, a dash, a dot. */
const MAX_SEPARATORS = 2;

/**
 * Finds IBANs in a string, also in groups and in small letters: those with valid check digits, and those of digits alone, which may be mistyped. Each
 * has exactly the length that its country has.
 */
export function findIbans(text: string): TextRange[] {
  const found: TextRange[] = [];
  const start = new RegExp(START);
  for (let match = start.exec(text); match; match = start.exec(text)) {
    start.lastIndex = match.index + 1;
    const end = endOfIban(text, match.index);
    if (end === undefined) continue;
    found.push({ start: match.index, end });
    start.lastIndex = end;
  }
  return found;
}

function endOfIban(text: string, start: number): number | undefined {
  const length = LENGTHS.get(text.slice(start, start + 2).toUpperCase());
  if (length === undefined) return undefined;
  let iban = '';
  let index = start;
  for (let separators = 0; iban.length < length; index++) {
    const character = text[index] ?? '';
    if (CHARACTER.test(character)) [iban, separators] = [iban + character.toUpperCase(), 0];
    else if (character === '' || ++separators > MAX_SEPARATORS || /[\p{L}\p{N}]/u.test(character)) return undefined;
  }
  if (CHARACTER.test(text[index] ?? '')) return undefined;
  return /^..\d+$/.test(iban) || hasValidCheckDigits(iban) ? index : undefined;
}

/** ISO 7064: letters count from 10, the first four characters come last, and the remainder by 97 is 1. */
function hasValidCheckDigits(iban: string): boolean {
  const digits = (iban.slice(4) + iban.slice(0, 4)).replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  let remainder = 0;
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % 97;
  return remainder === 1;
}
