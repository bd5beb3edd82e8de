/** The results of a check of one operation, for the report. The `meta` of the test carries them out of the worker. */
export interface Evidence {
  readonly check: string;
  readonly operation: string;
  /** The number of actual checks. 0 fails the test. */
  checked: number;
  /** Named counters, which the report adds up over all operations. */
  readonly counts: Record<string, number>;
  readonly statuses: string[];
  readonly parameters: string[];
  readonly fields: string[];
  readonly requestExamples: string[];
  /** Status and name. */
  readonly responseExamples: string[];
  /** How a real server differs from the document. */
  readonly drift: string[];
}

export const newEvidence = (check: string, operation: string): Evidence => ({
  check,
  operation,
  checked: 0,
  counts: {},
  statuses: [],
  parameters: [],
  fields: [],
  requestExamples: [],
  responseExamples: [],
  drift: [],
});

export function count(evidence: Evidence, what: string, by = 1): void {
  evidence.counts[what] = (evidence.counts[what] ?? 0) + by;
}

declare module 'vitest' {
  interface TaskMeta {
    contract?: Evidence;
  }
}
