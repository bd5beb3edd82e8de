import { describe, expect, test } from 'vitest';
import { formatMoney } from '../../src/money/format-money.ts';

describe('formatMoney()', () => {
  // The space between the number and the currency sign is a non-breaking one.
  test.each([
    [1995, 'EUR', 'de-DE', '19,95\u00a0€'],
    [1995, 'EUR', 'en-US', '€19.95'],
    [-123456, 'EUR', 'de-DE', '-1.234,56\u00a0€'],
    [1995, 'JPY', 'en-US', '¥1,995'],
    [1995, 'HUF', 'en-US', 'HUF\u00a019.95'],
    [1995, 'KWD', 'en-US', 'KWD\u00a01.995'],
    [Number.MAX_SAFE_INTEGER, 'EUR', 'en-US', '€90,071,992,547,409.91'],
  ])('%d minor units of %s are formatted for %s', (minorUnits, currency, locale, text) => {
    expect(formatMoney(minorUnits, currency, locale)).toBe(text);
  });

  test('the locale can be a list, or that of the environment', () => {
    expect(formatMoney(1995, 'EUR', ['de-AT', 'en'])).toMatch(/19,95/);
    expect(formatMoney(1995, 'EUR')).toMatch(/19[.,]95/);
  });

  test.each(['eur', 'EURO', '', 'E', '__proto__', undefined])('the currency %j is rejected', (currency) => {
    expect(() => formatMoney(1995, currency as string, 'de-DE')).toThrow(RangeError);
  });
});
