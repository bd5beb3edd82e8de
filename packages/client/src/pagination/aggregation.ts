/**
 * The response to `aggregate`. The API reference does not describe it: these fields come from the official SDKs and were never seen in traffic, so
 * any of them may be missing.
 */
export interface Aggregation {
  readonly count: number;
  /** Kind of aggregation. */
  readonly type?: string | null | undefined;
  /** Whether values were added up. */
  readonly sum?: boolean | null | undefined;
  /** Names that the index `l` of a bucket refers to. */
  readonly lookup?: string[] | undefined;
  readonly data: AggregationBucket[];
}

export interface TimeBucket {
  /** Index into `lookup`. */
  readonly l?: number | undefined;
  /** Key as a number. */
  readonly k?: number | undefined;
  /** Key as a string. */
  readonly ks?: string | undefined;
  /** How many items. */
  readonly c?: number | undefined;
  /** The sum of their values. */
  readonly s?: number | undefined;
}

export interface AggregationBucket extends TimeBucket {
  /** The same by time. */
  readonly t?: TimeBucket | undefined;
}
