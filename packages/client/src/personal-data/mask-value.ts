/** Replaces a value. */
export const MASK = '***';
/** How many characters of an account number stay, to tell two accounts of a payer apart. */
const VISIBLE_CHARACTERS = 4;
/** Of a shorter number, too little would be masked. */
const MIN_NUMBER_LENGTH = 12;

/** What `masked` makes of an account number. */
const MASKED_NUMBER = /^\*{3}.{4}$/;

/** A value that is no object, masked. Without anything in it, it stays, and so does an account number that is masked already. */
export function masked(value: unknown, isAccountNumber: boolean): unknown {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return value;
  const text = String(value).replaceAll(/\s/g, '');
  if (text === '' || (isAccountNumber && MASKED_NUMBER.test(text))) return value;
  return MASK + (isAccountNumber && text.length >= MIN_NUMBER_LENGTH ? text.slice(-VISIBLE_CHARACTERS) : '');
}
