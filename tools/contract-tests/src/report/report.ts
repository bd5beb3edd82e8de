import type { Check } from '../checks/checks.ts';
import type { Evidence } from '../checks/evidence.ts';
import { documentedOperations } from '../document/operations.ts';
import { covered, inventory, kinds, KINDS, type Kind } from './inventory.ts';

export type State = 'passed' | 'failed' | 'skipped';

/** A finished test of the suite. Only tests of one operation have evidence. */
export interface TestResult {
  readonly name: string;
  readonly state: State;
  readonly evidence: Evidence | undefined;
  readonly messages: readonly string[];
}

export interface Cell {
  readonly state: State | 'missing' | 'not applicable';
  /** The number of checks. */
  readonly checked: number;
  readonly messages: readonly string[];
}

export interface Coverage {
  readonly kind: Kind;
  readonly title: string;
  readonly covered: number;
  readonly of: number;
  readonly percent: number;
  readonly missing: readonly string[];
}

export interface Report {
  readonly target: string;
  readonly seed: number;
  readonly complete: boolean;
  readonly checks: readonly { readonly name: string; readonly title: string }[];
  readonly rows: readonly { readonly operation: string; readonly cells: Readonly<Record<string, Cell>> }[];
  readonly coverage: readonly Coverage[];
  /** Sums over all operations, such as rejections by kind. */
  readonly counts: Readonly<Record<string, number>>;
  readonly tests: Readonly<Record<State, number>>;
  /** Where a real server differs from the document. */
  readonly drift: readonly { readonly operation: string; readonly found: readonly string[] }[];
  /** Why the run failed; empty for a success. */
  readonly problems: readonly string[];
}

export interface RunFacts {
  readonly target: string;
  readonly seed: number;
  /** Whether every test file of the target ran. Only then do missing results count. */
  readonly complete: boolean;
  /** The checks that the target has. */
  readonly checks: readonly Check[];
}

/** Combines the results of all tests. Skipped, missing and uncovered items are problems, like failed tests. */
export function reportOf(results: readonly TestResult[], { target, seed, complete, checks }: RunFacts): Report {
  const found = new Map(
    results.flatMap((one) => (one.evidence ? [[`${one.evidence.check} ${one.evidence.operation}`, one] as const] : [])),
  );
  const ran = checks.filter(({ name }) => complete || results.some((one) => one.evidence?.check === name));
  const rows = documentedOperations().map((operation) => ({
    operation: operation.id,
    cells: Object.fromEntries(
      ran.map((check) => [check.name, cellOf(found.get(`${check.name} ${operation.id}`), check.appliesTo(operation))]),
    ),
  }));
  const evidence = results.flatMap((one) => (one.state === 'passed' && one.evidence ? [one.evidence] : []));
  const coverage = coverageOf(evidence);
  const drift = results.flatMap(({ evidence: one }) =>
    one?.drift.length ? [{ operation: one.operation, found: one.drift }] : [],
  );
  const tests = { passed: 0, failed: 0, skipped: 0 };
  for (const { state } of results) tests[state] += 1;
  const gaps = ran.flatMap(({ name }) => {
    const missing = rows.filter(({ cells }) => cells[name]!.state === 'missing').map(({ operation }) => operation);
    return missing.length ? [`The check ${name} is missing for ${few(missing)}.`] : [];
  });
  const uncovered = target === 'mock' ? coverage.filter(({ percent }) => percent < 100) : [];
  return {
    target,
    seed,
    complete,
    checks: ran.map(({ name, title }) => ({ name, title })),
    rows,
    coverage,
    counts: sums(evidence),
    tests,
    drift,
    problems: [
      ...(tests.failed ? [`${tests.failed} tests failed.`] : []),
      ...(complete && tests.skipped ? [`${tests.skipped} tests were skipped.`] : []),
      ...(complete && results.length === 0 ? ['Nothing was tested.'] : []),
      ...(complete ? gaps : []),
      ...(complete && tests.failed === 0
        ? uncovered.map(({ title, missing }) => `Not covered of the ${title}: ${few(missing)}.`)
        : []),
    ],
  };
}

function cellOf(result: TestResult | undefined, applies: boolean): Cell {
  if (!result) return { state: applies ? 'missing' : 'not applicable', checked: 0, messages: [] };
  return { state: result.state, checked: result.evidence!.checked, messages: result.messages };
}

const few = (items: readonly string[], max = 8): string =>
  items.slice(0, max).join(', ') + (items.length > max ? ` and ${items.length - max} more` : '');

function coverageOf(evidence: readonly Evidence[]): Coverage[] {
  const [all, found] = [inventory(), covered(evidence)];
  return kinds.map((kind) => {
    const missing = [...all[kind]].filter((item) => !found[kind].has(item));
    const of = all[kind].size;
    const percent = of === 0 ? 100 : Math.floor(((of - missing.length) / of) * 1000) / 10;
    return { kind, title: KINDS[kind], covered: of - missing.length, of, percent, missing };
  });
}

function sums(evidence: readonly Evidence[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const { check, counts } of evidence)
    for (const [what, by] of Object.entries(counts))
      total[`${check}: ${what}`] = (total[`${check}: ${what}`] ?? 0) + by;
  return total;
}
