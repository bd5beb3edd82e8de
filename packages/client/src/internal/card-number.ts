/** Runs of 13 to 19 digits, also in groups, that are not part of a longer word. The `n` of an escaped `\n` does not make one. */
const DIGIT_RUNS = /(?<=^|[^\w-]|\\[nrt])\d(?:[ -]?\d){12,18}(?![\w-])/g;

/** Replaces the card numbers in a string. Their check digit distinguishes them from other numbers. */
export const replaceCardNumbers = (text: string, replacement: string): string =>
  text.replaceAll(DIGIT_RUNS, (digits) => (hasCheckDigit(digits) ? replacement : digits));

/** The Luhn check. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  let double = false;
  for (const digit of [...digits.replaceAll(/\D/g, '')].reverse()) {
    const value = Number(digit) * (double ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
    double = !double;
  }
  return sum % 10 === 0;
}
