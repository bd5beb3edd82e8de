import { lazyPattern } from './lazy-pattern.ts';
import type { TextRange } from './text-range.ts';

const MIN_LENGTH = 13;
const MAX_LENGTH = 19;
/** In a part of other digits, a group of a card number has at least three digits. */
const MIN_GROUP = 3;
/** How a card number of one of the large brands starts, and how many digits it then has. */
const BRANDED =
  /^(?:4(?:.{15}|.{18})|(?:5[1-5]|2[2-7]).{14}|3[47].{13}|3[0689].{12,17}|(?:35|5[06-8]|6.|8[12]|9[27]).{14,17})$/;
/** Full-width digits have the same last four bits as others. */
const DIGITS = /[\d\uff10-\uff19]+/g;
/** What may stand between two groups of digits: anything but letters and digits, such as a space, a dash, or `&ndash;`. */
const separator = lazyPattern('^(?:&[a-z]{2,8};|[^\\p{L}\\p{N}]){1,4}$', 'iu');
const MAX_SEPARATOR_LENGTH = 40;
const ONE_SEPARATOR = /^[\d\uff10-\uff19]+(?:([^\d\uff10-\uff19]+)[\d\uff10-\uff19]+(?:\1[\d\uff10-\uff19]+)*)?$/;

/**
 * Finds the card numbers in a string, by their check digit. They have 13 to 19 digits, also in groups, and may stand next to other digits:
 * - A whole group of digits, or groups that have nothing but one and the same separator between them, may be any card.
 * - A part of a longer group or word, and groups between others, such as a date and an amount, must also start like a card of a large brand, because
 *   of all the parts of a long number one in ten has a valid check digit by chance.
 */
export function findCardNumbers(text: string): TextRange[] {
  const found: TextRange[] = [];
  let positions: number[] = [];
  for (const { 0: group, index } of text.matchAll(DIGITS)) {
    const last = positions.at(-1);
    if (last !== undefined && !separator().test(text.slice(last + 1, Math.min(index, last + MAX_SEPARATOR_LENGTH)))) {
      searchDigits(text, positions, found);
      positions = [];
    }
    for (let offset = 0; offset < group.length; offset++) positions.push(index + offset);
  }
  searchDigits(text, positions, found);
  return found;
}

/** Searches digits, given by their positions, that are divided by separators at most. */
function searchDigits(text: string, positions: readonly number[], found: TextRange[]): void {
  const count = positions.length;
  if (count < MIN_LENGTH) return;
  const values = positions.map((position) => text.charCodeAt(position) & 15);
  const digits = values.join('');
  /** Whether each digit is the last one of its group. */
  const endsGroup = positions.map((position, index) => position + 1 !== positions[index + 1]);
  const isRegular = count <= MAX_LENGTH && ONE_SEPARATOR.test(text.slice(positions[0], positions.at(-1)! + 1));

  for (let first = 0; first + MIN_LENGTH <= count; first++) {
    const startsGroup = first === 0 || endsGroup[first - 1]!;
    // The sums of the digits with every other one doubled. In the first, the last digit is not doubled, because it is the check digit.
    let [sum, shiftedSum] = [0, 0];
    let groups = 1;
    let groupLength = 0;
    /** Whether these are not evenly written groups, which other digits may touch. */
    let isUneven = false;
    for (let index = first; index < count && index < first + MAX_LENGTH; index++) {
      const length = index + 1 - first;
      const value = values[index]!;
      const previousSum = sum;
      sum = shiftedSum + value;
      shiftedSum = previousSum + (value > 4 ? value * 2 - 9 : value * 2);
      groupLength++;
      if (length >= MIN_LENGTH && sum % 10 === 0) {
        const start = positions[first]!;
        const end = positions[index]! + 1;
        const isWhole = startsGroup && endsGroup[index]!;
        const isAnyCard =
          isWhole &&
          (groups === 1 || (isRegular && length === count)) &&
          !/\w/.test(text.slice(Math.max(start - 1, 0), start) + text.slice(end, end + 1));
        const mayBeCard = isWhole || groups === 1 || (!isUneven && groupLength >= MIN_GROUP);
        if (isAnyCard || (mayBeCard && values[first]! > 1 && BRANDED.test(digits.slice(first, index + 1))))
          found.push({ start, end });
      }
      if (endsGroup[index]) {
        isUneven ||= groupLength < MIN_GROUP || positions[index + 1]! > positions[index]! + 2;
        groups++;
        groupLength = 0;
      }
    }
  }
}
