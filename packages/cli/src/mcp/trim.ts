/** How long a result may be, in characters: about 10,000 tokens. */
export const MAX_RESULT_CHARS = 40_000;
/** How much of one string is shown, such as a file in Base64, in characters. */
const MAX_STRING_CHARS = 4_000;

/** A response as the model gets it, with a sentence on what is missing. */
export interface Trimmed {
  readonly result: unknown;
  readonly note?: string;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const lengthOf = (value: unknown): number => (JSON.stringify(value) ?? '').length;

/**
 * Trims a response.
 *
 * @param fields Paths to keep of the object, or of each item of a page; its id stays.
 * @param page Where a page begins among all matches.
 */
export function trim(response: unknown, fields: readonly string[] | undefined, page: { offset: number }): Trimmed {
  const whole = cutStrings(response);
  if (!isPage(whole)) return limited(fields ? picked(whole, fields) : whole);
  const items = fields ? whole.data.map((item) => picked(item, fields)) : whole.data;
  const { shown, chars } = fitting(items, MAX_RESULT_CHARS - lengthOf({ ...whole, data: [] }));
  if (items.length > 0 && shown.length === 0) return limited(items[0]);
  const result = { ...whole, data: shown };
  const next = page.offset + shown.length;
  const isScroll = whole['scroll_id'] !== undefined;
  if (shown.length < items.length)
    return {
      result,
      note: `Shown are ${shown.length} of the ${items.length} items of this page, because ${chars} characters are too many. Pass fields, ${isScroll ? 'or begin again with a smaller count' : `or go on with offset ${next}`}.`,
    };
  const total = typeof whole['count'] === 'number' ? whole['count'] : 0;
  if (items.length === 0 || total <= next || isScroll) return { result };
  return { result, note: `There are ${total} matches; the next page begins at offset ${next}.` };
}

const isPage = (value: unknown): value is Json & { readonly data: readonly unknown[] } =>
  isObject(value) && Array.isArray(value['data']);

/** The first items that fit, and the length of all. */
function fitting(items: readonly unknown[], room: number): { shown: unknown[]; chars: number } {
  const shown: unknown[] = [];
  let chars = 0;
  for (const item of items) {
    chars += lengthOf(item) + 1;
    if (chars <= room) shown.push(item);
  }
  return { shown, chars };
}

/** The value, or the lengths of its fields where it is too long. */
function limited(value: unknown): Trimmed {
  const chars = lengthOf(value);
  if (chars <= MAX_RESULT_CHARS) return { result: value };
  const fields = isObject(value) ? Object.entries(value).map(([name, one]) => `${name} (${lengthOf(one)})`) : [];
  return {
    result: null,
    note: `The object has ${chars} characters, of which at most ${MAX_RESULT_CHARS} are shown. Pass fields with some of these paths, or paths in them: ${fields.join(', ').slice(0, 4_000)}.`,
  };
}

/** The parts of a value at paths, which lead through arrays too. */
function picked(value: unknown, fields: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => picked(one, fields));
  if (!isObject(value)) return value;
  const wanted = Object.keys(value).filter((name) => name === 'id' || fields.some((path) => firstOf(path) === name));
  return Object.fromEntries(
    wanted.map((name) => {
      const inner = fields.filter((path) => firstOf(path) === name).map((path) => path.slice(name.length + 1));
      return [name, inner.length === 0 || inner.includes('') ? value[name] : picked(value[name], inner)];
    }),
  );
}

const firstOf = (path: string): string => path.split('.', 1)[0]!;

function cutStrings(value: unknown): unknown {
  if (typeof value === 'string')
    return value.length <= MAX_STRING_CHARS
      ? value
      : `${value.slice(0, MAX_STRING_CHARS)}… (${value.length - MAX_STRING_CHARS} more characters)`;
  if (Array.isArray(value)) return value.map(cutStrings);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cutStrings(one)]));
}
