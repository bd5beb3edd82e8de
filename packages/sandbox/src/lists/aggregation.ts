import { invalid } from '../engine/exception.ts';
import type { TypedFastBitSet } from 'typedfastbitset';
import type { Entry, FieldIndex, Slot } from './field-index.ts';
import type { KindIndex } from './kind-index.ts';
import { isScalar, valuesAt } from './values.ts';

/** The response to `aggregate`. Its fields are documented, their exact meaning is not. */
export interface Aggregation {
  /** Number of all matches. */
  readonly count: number;
  readonly type: 'group' | 'histogram';
  /** Whether values were summed. */
  readonly sum: boolean;
  /** The values that `l` points to. */
  readonly lookup: readonly string[];
  readonly data: readonly Bucket[];
}

/** How many matches share a value or a time. */
export interface Bucket {
  /** Index into `lookup`. */
  l?: number;
  /** The value, if it is a number; the start of a time in milliseconds since 1970. */
  k?: number;
  /** The value as a text. */
  ks?: string;
  c: number;
  /** The sum; of amounts in minor units. */
  s?: number;
  /** The time within the group: one bucket for each value and time. */
  t?: { k: number; ks: string; c: number; s?: number };
}

/** The largest groups are returned. */
const MAX_BUCKETS = 1000;

/**
 * Groups matches by a field (`group_by_prop`), by time (`timestamp_prop` and `interval`, one week by default) or by both, and sums a field of each bucket
 * (`sum_by_prop`). `min` and `max` bound the times, in milliseconds since 1970.
 *
 * @throws ApiException (ProductFormatException) when there is nothing to aggregate by.
 */
export function aggregate(
  index: KindIndex,
  set: TypedFastBitSet,
  count: number,
  options: Readonly<Record<string, unknown>>,
): Aggregation {
  const [groupBy, time, sumBy] = ['group_by_prop', 'timestamp_prop', 'sum_by_prop'].map((name) => text(options[name]));
  if (groupBy === undefined && time === undefined && sumBy === undefined)
    throw invalid('aggregate needs group_by_prop, timestamp_prop or sum_by_prop');
  const startOf = intervalOf(text(options['interval']) ?? 'week');
  const min = Number(options['min'] ?? -Infinity);
  const max = Number(options['max'] ?? Infinity);
  const names = [groupBy, time, sumBy].filter((name) => name !== undefined);
  const fields = index.fields(names);
  const field = (name: string | undefined): FieldIndex | undefined =>
    name === undefined ? undefined : fields.get(name);
  const [groups, times, sums] = [field(groupBy), field(time), field(sumBy)];

  const buckets = new Map<string, Found>();
  set.forEach((slot) => {
    const sum = sums?.entries(slot).reduce((total, { posting }) => total + (Number(posting.key) || 0), 0) ?? 0;
    const moments = new Set(
      times?.entries(slot).flatMap((entry) => (entry.type === 'date' ? startOf(Number(entry.posting.key)) : [])),
    );
    for (const group of groups ? groups.entries(slot) : [undefined])
      for (const moment of times ? moments : [undefined]) {
        if (moment !== undefined && (moment < min || moment > max)) continue;
        const key = `${group?.type} ${group?.posting.key} ${moment}`;
        const bucket = buckets.get(key) ?? { slot, group, moment, count: 0, sum: 0 };
        buckets.set(key, bucket);
        bucket.count += 1;
        bucket.sum += sum;
      }
  });
  const found = [...buckets.values()].sort(
    (a, b) => (groups ? b.count - a.count : 0) || (a.moment ?? 0) - (b.moment ?? 0),
  );
  const lookup: string[] = [];
  const data = found.slice(0, MAX_BUCKETS).map((bucket): Bucket => {
    const total = { c: bucket.count, ...(sums && { s: bucket.sum }) };
    const timed =
      bucket.moment === undefined ? undefined : { k: bucket.moment, ks: new Date(bucket.moment).toISOString() };
    if (!bucket.group || groupBy === undefined) return { ...timed, ...total };
    const name = original(index, bucket.slot, bucket.group, groupBy);
    if (!lookup.includes(name)) lookup.push(name);
    const { type, posting } = bucket.group;
    return {
      l: lookup.indexOf(name),
      ...(type !== 'text' && { k: Number(posting.key) }),
      ks: name,
      ...total,
      ...(timed && { t: { ...timed, ...total } }),
    };
  });
  return { count, type: groups ? 'group' : 'histogram', sum: sums !== undefined, lookup, data };
}

interface Found {
  /** One of its matches. */
  readonly slot: Slot;
  readonly group: Entry | undefined;
  readonly moment: number | undefined;
  count: number;
  sum: number;
}

/** How a value is written, which the index does not know. */
function original(index: KindIndex, slot: Slot, { posting: { key } }: Entry, field: string): string {
  const values = valuesAt(JSON.parse(index.text(slot)), field.split('.'))
    .filter(isScalar)
    .map(String);
  return values.find((value) => value.toLowerCase() === String(key)) ?? values[0] ?? String(key);
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** The first Monday since 1970. */
const MONDAY = 4 * DAY;

/** The start of the interval that a time is in, in UTC. */
function intervalOf(interval: string): (time: number) => number {
  const every =
    (length: number, start = 0) =>
    (time: number) =>
      Math.floor((time - start) / length) * length + start;
  const starts: Record<string, (time: number) => number> = {
    minute: every(MINUTE),
    hour: every(60 * MINUTE),
    day: every(DAY),
    week: every(7 * DAY, MONDAY),
    month: (time) => Date.UTC(new Date(time).getUTCFullYear(), new Date(time).getUTCMonth()),
    year: (time) => Date.UTC(new Date(time).getUTCFullYear(), 0),
  };
  if (!Object.hasOwn(starts, interval))
    throw invalid(`interval must be one of ${Object.keys(starts).join(', ')}, not "${interval}"`);
  return starts[interval]!;
}
