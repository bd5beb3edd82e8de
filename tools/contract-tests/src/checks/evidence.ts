/** What a check of one operation has shown, for the report. Kept in the `meta` of its test, which is how it leaves the worker. */
export interface Evidence {
  readonly check: string;
  readonly operation: string;
  /** How many times something was really checked; none at all is a failure. */
  checked: number;
  /** Numbers to be added up over all operations, by what they count. */
  readonly counts: Record<string, number>;
  readonly statuses: string[];
  readonly parameters: string[];
  readonly fields: string[];
  readonly requestExamples: string[];
  /** Status and name. */
  readonly responseExamples: string[];
  /** In which way a real server departs from the document. */
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
