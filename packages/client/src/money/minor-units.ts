/** Decimals of the currencies (ISO 4217) that do not have two. `Intl` goes by habit instead and gives HUF and IQD none. */
const CURRENCIES_BY_DECIMALS: readonly (readonly [decimals: number, currencies: string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
];

/**
 * An amount as people write it, in minor units: `'19.95'` and `'19,95'` EUR are 1995, `'1995'` JPY is 1995.
 * - Point and comma both mark the decimals; nothing groups thousands, as `1.995` would be understood in two ways.
 * - Fewer decimals than the currency has are filled up, more are refused rather than rounded.
 * - No arithmetic with fractions takes place, so nothing is ever a cent off.
 *
 * @throws TypeError when it is not a string in this form.
 * @throws RangeError when it has more decimals than the currency, or is too large to be exact (2⁵³).
 */
export function toMinorUnits(amount: string, currency: string): number {
  const decimals = decimalsOf(currency);
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:[.,](\d+))?$/.exec(amount) ?? [];
  if (typeof amount !== 'string' || whole === undefined)
    throw new TypeError(`${JSON.stringify(amount)} is not an amount such as '19.95' or '19,95'.`);
  if (fraction.length > decimals)
    throw new RangeError(`${amount} has more decimals than ${currency}, which has ${decimals}.`);
  const minor = Number(whole + fraction.padEnd(decimals, '0'));
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${amount} ${currency} is too large to be exact.`);
  return sign && minor ? -minor : minor;
}

/**
 * An amount in minor units as a decimal number with a point: 1995 EUR are `'19.95'`. `toMinorUnits` is its inverse.
 *
 * @throws RangeError when it is not an integer, or too large to be exact (2⁵³).
 */
export function fromMinorUnits(minor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  if (!Number.isSafeInteger(minor))
    throw new RangeError(`${minor} is not an amount in minor units, which are integers.`);
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  return `${minor < 0 ? '-' : ''}${whole}${decimals ? `.${digits.slice(-decimals)}` : ''}`;
}

/** How many decimals a currency has. */
export function decimalsOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency))
    throw new RangeError(`${JSON.stringify(currency)} is not a currency such as 'EUR'.`);
  return CURRENCIES_BY_DECIMALS.find(([, currencies]) => currencies.includes(currency))?.[0] ?? 2;
}
