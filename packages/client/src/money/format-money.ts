import { decimalsOf, fromMinorUnits } from './minor-units.ts';

/**
 * An amount in minor units as people read it: 1995 EUR are `19,95 €` in German.
 *
 * @param locale Language and region, such as `de-DE`, or several in order of preference; those of the surroundings when left out.
 * @throws RangeError when the amount is not an integer or too large to be exact, or the currency or the locale is not valid.
 */
export function formatMoney(minor: number, currency: string, locale?: string | readonly string[]): string {
  const decimals = decimalsOf(currency);
  const format = new Intl.NumberFormat(locale as string | string[] | undefined, {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  // A decimal number in a string is formatted exactly as it is, though the types do not say so before ES2023; as a number it would lose its
  // last digits when it is large.
  return format.format(fromMinorUnits(minor, currency) as unknown as number);
}
