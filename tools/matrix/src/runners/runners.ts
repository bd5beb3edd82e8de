import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRuntimes, type Runtime } from '../../../runtime-tests/src/runtimes.ts';
import type { Cell, CellResult, Context } from '../cell.ts';
import type { Consumer } from '../consumer.ts';
import { suitesFor, TESTS, type Format, type RunnerCode } from './suites.ts';

const GROUP = 'runners';
const FORMATS = { esm: 'ESM', cjs: 'CommonJS' } as const;

const VITEST: RunnerCode = {
  imports: `import { afterAll, afterEach, test, vi } from 'vitest';`,
  timers: `
  const timers = { use: () => vi.useFakeTimers(), pass: (ms) => vi.advanceTimersByTimeAsync(ms), restore: () => vi.useRealTimers() };`,
  hooks: `const hooks = { afterEach, afterAll };`,
};
/** With globals, but for `jest` in ES modules. */
const JEST: RunnerCode = {
  ...VITEST,
  imports: '',
  timers: `
  const timers = { use: () => jest.useFakeTimers(), pass: (ms) => jest.advanceTimersByTimeAsync(ms), restore: () => jest.useRealTimers() };`,
};
const JEST_ESM: RunnerCode = { ...JEST, imports: `import { jest } from '@jest/globals';` };
const NODE: RunnerCode = {
  imports: `import { after, afterEach, mock, test } from 'node:test';`,
  timers: `
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const timers = {
    use: () => mock.timers.enable({ apis: ['setTimeout', 'Date'] }),
    async pass(ms) { await turn(); await turn(); mock.timers.tick(ms); },
    restore: () => mock.timers.reset(),
  };`,
  hooks: `const hooks = { afterEach, afterAll: after };`,
};

/** The fake API under the fake timers of every test runner, and the sandbox with its hooks. */
export function runnerCells(_consumer: Consumer): Cell[] {
  const nodes = findRuntimes().installed.filter(({ name }) => name.startsWith('Node '));
  return [
    { group: GROUP, name: 'vitest', run: ({ consumer }) => runVitest(consumer) },
    { group: GROUP, name: 'jest, ESM', run: ({ consumer }) => runJest(consumer, 'esm') },
    { group: GROUP, name: 'jest, CommonJS', run: ({ consumer }) => runJest(consumer, 'cjs') },
    ...nodes.flatMap((node) =>
      (['esm', 'cjs'] as const).map((format): Cell => ({
        group: GROUP,
        name: `node:test of ${node.name}, ${FORMATS[format]}`,
        isSmoke: node.path === process.execPath && format === 'esm',
        run: (context) => runNodeTest(node, format, context),
      })),
    ),
    { group: GROUP, name: 'the command of the sandbox', run: ({ consumer }) => runHelp(consumer) },
  ];
}

async function runVitest(consumer: Consumer): Promise<CellResult> {
  const cwd = consumer.project('vitest', suitesFor(VITEST, 'esm'));
  const bin = join(consumer.packageFolder('vitest'), 'vitest.mjs');
  await consumer.node([bin, 'run', '--reporter=json', '--outputFile=report.json'], { cwd });
  return resultOf(readFileSync(join(cwd, 'report.json'), 'utf8'));
}

async function runJest(consumer: Consumer, format: Format): Promise<CellResult> {
  const testMatch = ['<rootDir>/*.test.*'];
  const cwd = consumer.project(`jest-${format}`, {
    ...suitesFor(format === 'esm' ? JEST_ESM : JEST, format),
    'jest.config.json': JSON.stringify({
      testMatch,
      moduleFileExtensions: ['js', 'mjs', 'cjs', 'json'],
      transform: {},
    }),
  });
  const bin = join(consumer.packageFolder('jest'), 'bin/jest.js');
  // Without a cache, in which runs of different packages would meet.
  const args = [bin, '--json', '--no-cache', '--config', 'jest.config.json'];
  const env: Record<string, string> = format === 'esm' ? { NODE_OPTIONS: '--experimental-vm-modules' } : {};
  return resultOf(await consumer.node(args, { cwd, env }));
}

async function runNodeTest({ path, version }: Runtime, format: Format, { consumer }: Context): Promise<CellResult> {
  const suites = suitesFor(NODE, format);
  const cwd = consumer.project(`node-test-${format}`, suites);
  const output = await consumer.run(path, ['--test', '--test-reporter=tap', ...Object.keys(suites)], { cwd });
  if (!output.includes(`# pass ${TESTS}\n`)) throw new Error(output);
  return { seen: `${TESTS} tests, version ${version}` };
}

async function runHelp(consumer: Consumer): Promise<CellResult> {
  const help = await consumer.node([join(consumer.packageFolder('@secuconnect/sandbox'), 'dist/cli.js'), '--help']);
  if (!help.includes('--data FOLDER')) throw new Error(help);
  return { seen: 'says what it can do' };
}

/** @throws Error when a report of vitest or jest has not all tests, all passed. */
function resultOf(report: string): CellResult {
  const { numPassedTests, numTotalTests } = JSON.parse(report) as { numPassedTests: number; numTotalTests: number };
  if (numPassedTests !== TESTS || numTotalTests !== TESTS)
    throw new Error(`${numPassedTests} of ${numTotalTests} tests passed in place of ${TESTS} of ${TESTS}\n${report}`);
  return { seen: `${TESTS} tests` };
}
