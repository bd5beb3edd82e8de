import { describe, expect, test } from 'vitest';
import { findIbans } from '../../src/internal/iban.ts';

/** The string with `#` for each IBAN in it. */
function replace(text: string): string {
  let [replaced, end] = ['', 0];
  for (const range of findIbans(text)) {
    replaced += `${text.slice(end, range.start)}#`;
    end = range.end;
  }
  return replaced + text.slice(end);
}

describe('findIbans()', () => {
  test.each([
    ['in one word', 'to DE89370400440532013000, please', 'to #, please'],
    ['in groups', 'DE89 3704 0044 0532 0130 00 is mine', '# is mine'],
    ['in groups with hyphens', '(DE89-3704-0044-0532-0130-00)', '(#)'],
    ['with a hard space and a line break', 'DE89\u00A03704 0044\n0532 0130 00', '#'],
    ['with spaces inside of its beginning', 'DE 89 3704 0044 0532 0130 00', '#'],
    ['in small letters', 'de89370400440532013000', '#'],
    ['with letters', 'GB29 NWBK 6016 1331 9268 19 and NL91ABNA0417164300', '# and #'],
    ['of the longest country', 'RU0204452560040702810412345678901', '#'],
    ['of the shortest country', 'NO9386011117947', '#'],
    ['directly behind its name', 'IBANDE89370400440532013000', 'IBAN#'],
    ['that is mistyped, if it has digits alone', 'DE89370400440532013001', '#'],
    ['more than once', 'DE89370400440532013000;AT611904300234573201', '#;#'],
    ['behind what only begins like one', 'DE12 DE89370400440532013000', 'DE12 #'],
  ])('finds an IBAN %s', (_, text, expected) => {
    expect(replace(text)).toBe(expected);
  });

  test.each([
    ['an id', 'STX_DE89370400440532013000'],
    ['a part of a longer word', 'xDE89370400440532013000'],
    ['a longer number', 'DE893704004405320130001'],
    ['a shorter number', 'DE8937040044053201300'],
    ['an unknown country', 'XX89370400440532013000'],
    ['letters with wrong check digits', 'GB28NWBK60161331926819'],
    ['a UUID', 'de893704-0044-4532-8130-00a1b2c3d4e5'],
    ['an amount', 'DE 19,95 EUR'],
    ['nothing', ''],
  ])('leaves %s', (_, text) => {
    expect(replace(text)).toBe(text);
  });
});
