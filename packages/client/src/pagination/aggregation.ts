/**
 * The response to `aggregate`. The API reference does not describe it: these fields come from the official SDKs and were never seen in traffic, so
 * any of them may be missing.
 */
export interface Aggregation {
  readonly count: number;
  /** Kind of aggregation. */
  readonly type?: string | null | undefined;
  /** Whether values were summed. */
  readonly sum?: boolean | null | undefined;
  /** Names that the index `l` of a bucket refers to. */
  readonly lookup?: string[] | undefined;
  readonly data: AggregationBucket[];
}

/** Count and sum of the items that share a key. */
export interface TimeBucket {
  /** Index into `lookup`. */
  readonly l?: number | undefined;
  /** Key as a number. */
  readonly k?: number | undefined;
  /** Key as a string. */
  readonly ks?: string | undefined;
  /** Number of items. */
  readonly c?: number | undefined;
  /** Sum of their values; of amounts, in minor units. */
  readonly s?: number | undefined;
}

/** A bucket of an aggregation. */
export interface AggregationBucket extends TimeBucket {
  /** The same values by time. */
  readonly t?: TimeBucket | undefined;
}
