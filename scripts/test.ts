/**
 * The tests of `npm test`: those of the client with coverage, then all others without it. What is covered is the source of the client, which only its own
 * tests run; all else that tests do, such as compiling, takes twice as long with coverage. Makes both runs, also if the first one fails.
 */
import '../tools/command-tools/errors.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runVitest } from '../tools/command-tools/run-vitest.ts';

interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly unknown[];
}

const client = runTests('--coverage', '--project', 'client');
const others = runTests('--project', '!client');
const all: TestReport = {
  numPassedTests: client.tests.numPassedTests + others.tests.numPassedTests,
  numFailedTests: client.tests.numFailedTests + others.tests.numFailedTests,
  numPendingTests: client.tests.numPendingTests + others.tests.numPendingTests,
  testResults: [...client.tests.testResults, ...others.tests.testResults],
};
writeFileSync(others.file, JSON.stringify(all));

function runTests(...args: string[]): { readonly file: string; readonly tests: TestReport } {
  const file = join(runVitest(['run', ...args]), '.cache/test-report.json');
  return { file, tests: JSON.parse(readFileSync(file, 'utf8')) as TestReport };
}
