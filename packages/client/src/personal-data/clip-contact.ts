import type { Contact } from '@secuconnect/api';
import { CONTACT_LENGTHS } from '../generated/personal-data.ts';

type Lengths = { readonly [field: string]: number | Lengths };

/** A letter that belongs to the one before it, such as an accent of its own, or what joins emoji. */
const CONTINUES = /^[\p{M}\p{Emoji_Modifier}\u200D]/u;

/**
 * Returns a copy of a contact that fits the API: without spaces around its texts, and with names, street, city and postal code at most as long as the
 * spec says. Counts characters (code points), and splits none, nor a letter from its accents.
 *
 * Leaves other fields whole, because a shortened mail address or phone number would be another one.
 */
export const clipContact = <T extends Contact>(contact: T): T => clipFields(contact, CONTACT_LENGTHS);

function clipFields<T>(fields: T, lengths: Lengths): T {
  if (typeof fields !== 'object' || fields === null) return fields;
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const length = Object.hasOwn(lengths, name) ? lengths[name] : undefined;
      if (typeof length === 'object') return [name, clipFields(value as unknown, length)];
      return [name, typeof value === 'string' ? clipText(value.trim(), length) : value];
    }),
  ) as T;
}

function clipText(text: string, length = Infinity): string {
  const characters = Array.from(text);
  if (characters.length <= length) return text;
  let end = length;
  while (end > 0 && (CONTINUES.test(characters[end]!) || characters[end - 1] === '\u200D')) end--;
  return characters
    .slice(0, end || length)
    .join('')
    .trimEnd();
}
