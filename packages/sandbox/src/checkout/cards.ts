/** Whether the check digit of a card number is right (Luhn). */
export function isCardNumber(text: string): boolean {
  const digits = digitsOf(text);
  return /^\d{13,19}$/.test(digits) && luhnSum(digits) % 10 === 0;
}

/** A card number whose check digits are right, with the given last four digits. */
export function testCard(lastFour: string): string {
  const candidates = Array.from({ length: 10 }, (_, digit) => `41111111111${digit}${lastFour}`);
  return candidates.find(isCardNumber)!.replaceAll(/(.{4})(?=.)/g, '$1 ');
}

/** The number with all digits masked but the last four. */
export const maskCard = (text: string): string => digitsOf(text).replaceAll(/\d(?=\d{4})/g, 'X');

/** The brand of a card, as far as its first digit tells it. */
export function brandOf(text: string): string {
  if (text.startsWith('4')) return 'VISA';
  return text.startsWith('3') ? 'AMEX' : 'MasterCard';
}

/**
 * The month until whose end a card is valid, as the API writes it.
 *
 * @param text Such as `12/29`.
 * @returns Such as `2029-12-01T00:00:00+01:00`; `undefined` for a month that does not exist.
 */
export function expiryOf(text: string): string | undefined {
  const [, month, year] = /^(0?[1-9]|1[0-2])\s*\/\s*(?:20)?(\d{2})$/.exec(text.trim()) ?? [];
  return month === undefined ? undefined : `20${year}-${month.padStart(2, '0')}-01T00:00:00+01:00`;
}

const digitsOf = (text: string): string => text.replaceAll(/[\s-]/g, '');

const luhnSum = (digits: string): number =>
  [...digits].reverse().reduce((sum, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
