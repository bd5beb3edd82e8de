import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PackedProject } from './packed-project.ts';

/** `@secuconnect/sandbox/testing` of the packed package, in suites of common test runners, and its command. */
let project: PackedProject;
beforeAll(() => {
  project = new PackedProject();
  project.addSandbox();
  project.link('vitest');
});
afterAll(() => project.remove());

/** Two tests that would see each other's sales if the sandbox did not return to its start. */
const TESTS = `
  const sandbox = useSandbox(hooks);
  for (const order of ['first', 'second'])
    test('a prepayment is paid when the transfer arrives: ' + order, async () => {
      const { smart } = new Secuconnect(sandbox.options());
      const { id } = await smart.transactions.create({ basket_info: { sum: 1995, currency: 'EUR' } });
      await smart.transactions.start(id, 'prepaid');
      await sandbox.control.advance('24h');
      assert.equal((await smart.transactions.get(id)).status, 'ok');
      assert.equal(sandbox.control.counts()['smart.transactions'], 1);
    });
`;

const IMPORTS = `
  import assert from 'node:assert/strict';
  import { Secuconnect } from '@secuconnect/client';
  import { useSandbox } from '@secuconnect/sandbox/testing';`;
const REQUIRES = IMPORTS.replaceAll(/import (.+) from '(.+)';/g, "const $1 = require('$2');");
const HOOKS = 'const hooks = { afterEach, afterAll };';
const NODE_HOOKS = 'const hooks = { afterEach, afterAll: after };';

const jestConfig = (file: string): string =>
  JSON.stringify({ testMatch: [`<rootDir>/${file}`], transform: {}, haste: { enableSymlinks: false } });

describe('@secuconnect/sandbox/testing works in test runners', () => {
  test('a suite of vitest passes', () => {
    project.write('suite.test.js', `import { afterAll, afterEach, test } from 'vitest';${IMPORTS}${HOOKS}${TESTS}`);
    project.runTool('vitest', ['run', 'suite.test.js', '--reporter=json', '--outputFile=report.json']);
    expect(JSON.parse(project.read('report.json'))).toMatchObject({ numPassedTests: 2, numTotalTests: 2 });
  });

  test('a suite of jest passes with require', () => {
    project.write('jest.test.cjs', `${REQUIRES}${HOOKS}${TESTS}`);
    const report = project.runTool('jest', ['--json', '--config', jestConfig('jest.test.cjs')]);
    expect(JSON.parse(report)).toMatchObject({ numPassedTests: 2, numTotalTests: 2 });
  });

  test('a suite of jest passes with import', () => {
    project.write('jest.test.js', `${IMPORTS}${HOOKS}${TESTS}`);
    const report = project.runTool('jest', ['--json', '--config', jestConfig('jest.test.js')], {
      NODE_OPTIONS: '--experimental-vm-modules',
    });
    expect(JSON.parse(report)).toMatchObject({ numPassedTests: 2, numTotalTests: 2 });
  });

  test('a suite of node:test passes', () => {
    project.write(
      'node.test.mjs',
      `import { after, afterEach, test } from 'node:test';${IMPORTS}${NODE_HOOKS}${TESTS}`,
    );
    expect(project.run(['--test', '--test-reporter=tap', 'node.test.mjs'])).toContain('# pass 2');
  });

  test('the command says what it can do', () => {
    expect(project.run(['node_modules/@secuconnect/sandbox/dist/cli.js', '--help'])).toContain('--data FOLDER');
  });
});
