/**
 * An amount as people read it.
 *
 * @param amount In minor units.
 * @param currency ISO 4217; a code that is not one stays as it is.
 */
export function money(amount: number, currency: string, language: string): string {
  try {
    const format = new Intl.NumberFormat(language, { style: 'currency', currency });
    return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  } catch {
    return `${amount} ${currency}`;
  }
}
