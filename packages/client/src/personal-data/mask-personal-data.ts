import {
  ACCOUNT_NUMBER_NAMES,
  NOT_PERSONAL_INSIDE,
  PERSONAL_BESIDE,
  PERSONAL_NAMES,
} from '../generated/personal-data.ts';
import { MASK, masked } from './mask-value.ts';
import { normalizedName, OTHER_NAMES } from './other-names.ts';

const PERSONAL = new Set([...PERSONAL_NAMES.map(normalizedName), ...OTHER_NAMES]);
const ACCOUNT_NUMBERS = new Set(ACCOUNT_NUMBER_NAMES.map(normalizedName));
const NOT_PERSONAL = new Set(NOT_PERSONAL_INSIDE);

/** Where a value is: its field, whether that is personal, and whether something around it is. */
interface Place {
  readonly name: string;
  readonly isPersonal: boolean;
  readonly isInside: boolean;
}

/**
 * Returns a deep copy of a response, a page, a pushed object or a part of one, in which contact and bank data, free texts and secrets are `***`. Of
 * IBANs and card numbers, the last four characters stay. Ids, amounts, statuses and times stay as they are.
 *
 * The spec says what is personal, by the names of fields; inside of personal data such as `contact`, unknown fields are masked too. Never throws,
 * also for circles and for objects that cannot be read.
 */
export function maskPersonalData<T>(value: T): T {
  /** Copies by their originals, once for each way of masking: an object can be in several places, or in itself. */
  const copies = new Map<string, Map<object, unknown>>();
  /** Containers whose content has yet to be copied: JSON can be nested more deeply than calls. */
  const pending: (() => void)[] = [];

  const copyOf = (original: unknown, place: Place): unknown => {
    if (typeof original !== 'object' || original === null)
      return place.isPersonal ? masked(original, isAccountNumber(place.name)) : original;
    // What a value in an array becomes depends on the field of the array.
    const way = place.isPersonal ? `personal ${place.name}` : place.isInside ? 'inside' : 'outside';
    const known = copies.get(way) ?? new Map<object, unknown>();
    copies.set(way, known);
    if (known.has(original)) return known.get(original);
    const source = sourceOf(original);
    if (typeof source !== 'object' || source === null)
      return place.isPersonal ? masked(source, isAccountNumber(place.name)) : source;
    const copy = source instanceof Date ? new Date(source) : Array.isArray(source) ? [] : {};
    known.set(original, copy);
    if (source instanceof Date) return place.isPersonal ? MASK : copy;
    pending.push(() => fill(copy, source, place));
    return copy;
  };
  const fill = (copy: object, source: object, place: Place): void => {
    const names = new Set(Object.keys(source));
    for (const [name, one] of Object.entries(source)) {
      const isPersonal = isPersonalField(name, names, place.isInside);
      const inner = Array.isArray(source) ? place : { name, isPersonal, isInside: place.isInside || isPersonal };
      // Not by assignment, which would not create a field `__proto__`.
      Object.defineProperty(copy, name, {
        value: copyOf(one, inner),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
  };

  const result = copyOf(value, { name: '', isPersonal: false, isInside: false });
  for (let next = pending.pop(); next; next = pending.pop()) next();
  return result as T;
}

const isAccountNumber = (name: string): boolean => ACCOUNT_NUMBERS.has(normalizedName(name));

/** Whether a field is personal, beside these fields of the same object. */
function isPersonalField(name: string, siblings: ReadonlySet<string>, isInside: boolean): boolean {
  if (PERSONAL.has(normalizedName(name))) return true;
  if (isInside) return !NOT_PERSONAL.has(name);
  return Object.hasOwn(PERSONAL_BESIDE, name) && PERSONAL_BESIDE[name]!.some((sibling) => siblings.has(sibling));
}

/**
 * What is copied for an object: what it is in JSON, and plain objects for maps and sets. Bytes are masked, because they may be any document, and so is an
 * object that cannot be read, as proxies and getters can throw.
 */
function sourceOf(original: object): unknown {
  try {
    if (original instanceof Date) return new Date(original);
    if (original instanceof Blob || original instanceof ArrayBuffer || ArrayBuffer.isView(original)) return MASK;
    if (original instanceof Map) return Object.fromEntries(original);
    if (original instanceof Set) return [...original];
    const { toJSON } = original as { toJSON?: unknown };
    const source: unknown = typeof toJSON === 'function' ? toJSON.call(original) : original;
    if (typeof source !== 'object' || source === null) return source;
    return Array.isArray(source) ? Array.from(source) : { ...source };
  } catch {
    return MASK;
  }
}
