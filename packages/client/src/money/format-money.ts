import { decimalsOf, fromMinorUnits } from './minor-units.ts';

/**
 * Formats an amount in minor units for people: `formatMoney(1995, 'EUR', 'de-DE')` returns `'19,95 €'`.
 *
 * @param minorUnits The amount, an integer in minor units of the currency.
 * @param currency ISO 4217 code, such as `EUR`.
 * @param locale Language and region, such as `de-DE`, or several in order of preference. Default: the locale of the environment.
 * @throws RangeError when the amount is not an integer or too large to be exact, or when the currency or the locale is invalid.
 */
export function formatMoney(minorUnits: number, currency: string, locale?: string | readonly string[]): string {
  const decimals = decimalsOf(currency);
  const format = new Intl.NumberFormat(locale as string | string[] | undefined, {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  // A decimal number in a string is formatted exactly, although the types do not say so before ES2023; a large number would lose its last digits.
  return format.format(fromMinorUnits(minorUnits, currency) as unknown as number);
}
