/**
 * Checks an option that is a time or a size: a limit that is not a number would never be reached.
 *
 * @throws TypeError when it is not a number above 0.
 */
export function positive(name: string, value: number): number {
  if (typeof value !== 'number' || !(value > 0)) throw new TypeError(`\`${name}\` must be a number above 0.`);
  return value;
}
