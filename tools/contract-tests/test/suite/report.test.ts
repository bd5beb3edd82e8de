import { describe, expect, test } from 'vitest';
import { CHECKS } from '../../src/checks/checks.ts';
import { newEvidence } from '../../src/checks/evidence.ts';
import { documentedOperations } from '../../src/document/operations.ts';
import { allParameters } from '../../src/document/parameters.ts';
import { htmlReport } from '../../src/report/html.ts';
import { reportOf, type RunFacts, type TestResult } from '../../src/report/report.ts';
import { summary, table } from '../../src/report/terminal.ts';
import { fieldPathsOf } from '../../src/schema-values/fields.ts';

const operations = documentedOperations('');
const facts: RunFacts = { target: 'mock', seed: 1, complete: true, checks: [CHECKS.examples] };

/** A run that covered everything. */
const passed: TestResult[] = operations.map(({ id, ...operation }) => ({
  name: id,
  state: 'passed',
  messages: [],
  evidence: {
    ...newEvidence('examples', id),
    checked: 2,
    statuses: operation.responses.map(({ status }) => status),
    parameters: allParameters(operation).map((one) => `${one.in} ${one.name}`),
    fields: operation.bodies.flatMap(({ schema }) => fieldPathsOf(schema)),
    requestExamples: operation.bodies.flatMap(({ examples }) => examples.map(({ name }) => name)),
    responseExamples: operation.responses.flatMap(({ status, examples }) =>
      examples.map(({ name }) => `${status} ${name}`),
    ),
  },
}));
const [first, ...rest] = passed as [TestResult, ...TestResult[]];
const without = (field: 'statuses' | 'parameters', of: TestResult): TestResult => ({
  ...of,
  evidence: { ...of.evidence!, [field]: of.evidence![field].slice(1) },
});

describe('a run is a success only if everything passed and was covered', () => {
  test('a run that covered every item has no problems', () => {
    const report = reportOf(passed, facts);
    expect(report.problems).toEqual([]);
    expect(report.coverage.map(({ percent }) => percent)).toEqual([100, 100, 100, 100, 100, 100]);
  });

  test.each([
    ['ran nothing', [], /Nothing was tested/],
    ['has a failed test', [{ ...first, state: 'failed' as const }, ...rest], /1 tests failed/],
    ['has a skipped test', [{ ...first, state: 'skipped' as const }, ...rest], /1 tests were skipped/],
    ['lacks an operation', rest, new RegExp(`check examples is missing for ${first.evidence!.operation}`)],
    ['lacks a status', [without('statuses', first), ...rest], /Not covered of the documented statuses/],
    ['lacks a parameter', [without('parameters', first), ...rest], /Not covered of the parameters/],
  ])('a run that %s has a problem', (_, results, reason) => {
    expect(reportOf(results, facts).problems.join('\n')).toMatch(reason);
  });

  test('a partial run may lack items, but a failed test still is a problem', () => {
    const part = { ...facts, complete: false };
    expect(reportOf([first], part).problems).toEqual([]);
    expect(reportOf([{ ...first, state: 'failed' }], part).problems).toEqual(['1 tests failed.']);
  });
});

describe('the report is readable', () => {
  const report = reportOf([{ ...first, state: 'failed', messages: ['<b>not</b> equal'] }, ...rest], facts);

  test('the table has a row per operation with the number of checks', () => {
    const lines = table(report).split('\n');
    expect(lines).toHaveLength(operations.length + 2);
    expect(lines[2]).toMatch(/✗$/);
    expect(lines[3]).toMatch(/2 ✓$/);
  });

  test('the summary names the problems', () => {
    expect(summary(report)).toContain('PROBLEM: 1 tests failed.');
  });

  test('the HTML page loads nothing and escapes messages', () => {
    const html = htmlReport(report);
    expect(html).not.toMatch(/<script|<link|src=|https?:/);
    expect(html).toContain('&lt;b&gt;not&lt;/b&gt; equal');
    expect(html).toContain('1 problems');
  });
});
