import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Reporter, TestCase, TestModule, TestSpecification, Vitest } from 'vitest/node';
import { checksFor } from '../checks/checks.ts';
import { testFolders } from '../targets/test-folders.ts';
import { targetFrom } from '../targets/target.ts';
import { SEED } from '../schema-values/generator.ts';
import { htmlReport } from './html.ts';
import { reportOf, type Report, type TestResult } from './report.ts';
import { summary, table } from './terminal.ts';

const TESTS = fileURLToPath(new URL('../../test/', import.meta.url));
const FOLDER =
  process.env['CONTRACT_REPORT'] ?? fileURLToPath(new URL('../../../../.cache/contract/', import.meta.url));

/**
 * Writes the report of the contract tests (`report.json`, `report.html`), prints its summary, and fails the run if a test was skipped or
 * did not run, or an item was not covered. Ignores the tests of other projects.
 */
export default class ContractReporter implements Reporter {
  #vitest: Vitest | undefined;
  #complete = false;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    const files = new Set(specifications.filter(({ project }) => project.name === 'contract').map(fileOf));
    const all = filesOfThisRun();
    this.#complete = all.every((file) => files.has(file)) && !this.#vitest?.config.testNamePattern;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const own = modules.filter(({ project }) => project.name === 'contract');
    if (own.length === 0) return;
    const results = own.flatMap((module) => [
      ...brokenModules(module),
      ...[...module.children.allTests()].map(resultOf),
    ]);
    // A run of a few tests of the suite itself needs no report.
    if (!this.#complete && results.every(({ evidence }) => !evidence)) return;
    const target = targetFrom(process.env);
    const { kind } = target;
    this.#publish(reportOf(results, { target: kind, seed: SEED, complete: this.#complete, checks: checksFor(target) }));
  }

  #publish(report: Report): void {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(join(FOLDER, 'report.json'), JSON.stringify(report, undefined, 1));
    writeFileSync(join(FOLDER, 'report.html'), htmlReport(report));
    if (process.env['CONTRACT_TABLE']) console.log(`\n${table(report)}`);
    console.log(`\n${summary(report)}\n\n  Full report: ${relative('', join(FOLDER, 'report.html'))}\n`);
    if (report.problems.length) process.exitCode = 1;
  }
}

const fileOf = ({ moduleId }: { moduleId: string }): string => moduleId.slice(moduleId.lastIndexOf('/test/') + 6);

function filesOfThisRun(): string[] {
  const folders = testFolders(process.env);
  const files = readdirSync(TESTS, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
  return files.filter((file) => file.endsWith('.test.ts') && folders.includes(file.split('/')[0]!));
}

function resultOf(test: TestCase): TestResult {
  const { state, errors } = test.result();
  return {
    name: test.fullName,
    // A test that did not finish has not passed.
    state: state === 'pending' ? 'skipped' : state,
    evidence: test.meta().contract,
    messages: (errors ?? []).map(({ message, diff }) => [message, diff].filter(Boolean).join('\n')),
  };
}

/** A file that could not be loaded, or a hook that threw: its tests have no result. */
function brokenModules(module: TestModule): TestResult[] {
  const errors = module.errors();
  if (errors.length === 0) return [];
  const messages = errors.map(({ message }) => message);
  return [{ name: basename(module.moduleId), state: 'failed', evidence: undefined, messages }];
}
