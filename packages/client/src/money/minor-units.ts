/** The currencies (ISO 4217) that do not have two decimals. `Intl` follows custom instead of the standard: it gives HUF and IQD no decimals. */
const CURRENCIES_BY_DECIMALS: readonly (readonly [decimals: number, currencies: string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
];

/**
 * Converts an amount as people write it into minor units: `'19.95'` and `'19,95'` EUR are 1995, `'1995'` JPY is 1995.
 * - A point or a comma separates the decimals. Thousands cannot be grouped, because `1.995` would be ambiguous.
 * - Missing decimals are filled with zeros; more decimals than the currency has throw instead of being rounded.
 * - The conversion does not calculate with fractions, so that no result is a cent off.
 *
 * @param amount Digits, with a minus sign and decimals if needed.
 * @param currency ISO 4217 code, such as `EUR`.
 * @throws TypeError when the amount is not a string in this format.
 * @throws RangeError when it has more decimals than the currency, or is too large to be exact (2⁵³).
 */
export function toMinorUnits(amount: string, currency: string): number {
  const decimals = decimalsOf(currency);
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:[.,](\d+))?$/.exec(amount) ?? [];
  if (typeof amount !== 'string')
    throw new TypeError(`Pass the amount as a string such as '19.95', not as a ${typeof amount}.`);
  if (whole === undefined)
    throw new TypeError(`${JSON.stringify(amount)} is not an amount such as '19.95' or '19,95'.`);
  if (fraction.length > decimals)
    throw new RangeError(`${amount} has more decimals than ${currency}, which has ${decimals}.`);
  const minorUnits = Number(whole + fraction.padEnd(decimals, '0'));
  if (!Number.isSafeInteger(minorUnits)) throw new RangeError(`${amount} ${currency} is too large to be exact.`);
  return sign && minorUnits ? -minorUnits : minorUnits;
}

/**
 * Converts an amount in minor units into a decimal number with a point: 1995 EUR are `'19.95'`. The inverse of {@link toMinorUnits}.
 *
 * @throws RangeError when the amount is not an integer, or too large to be exact (2⁵³).
 */
export function fromMinorUnits(minorUnits: number, currency: string): string {
  const decimals = decimalsOf(currency);
  if (!Number.isSafeInteger(minorUnits))
    throw new RangeError(`${minorUnits} is not an amount in minor units, which are integers.`);
  const digits = String(Math.abs(minorUnits)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  return `${minorUnits < 0 ? '-' : ''}${whole}${decimals ? `.${digits.slice(-decimals)}` : ''}`;
}

/** Number of decimals of a currency. */
export function decimalsOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency))
    throw new RangeError(`${JSON.stringify(currency)} is not a currency such as 'EUR'.`);
  return CURRENCIES_BY_DECIMALS.find(([, currencies]) => currencies.includes(currency))?.[0] ?? 2;
}
