import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PackedProject } from './packed-project.ts';

/** `@secuconnect/client/testing` of the packed packages, in suites of common test runners. */
let project: PackedProject;
beforeAll(() => {
  project = new PackedProject();
  project.link('vitest');
});
afterAll(() => project.remove());

/** The same tests for every runner. `timers` adapts its fake timers. */
const TESTS = `
  test('a stubbed response arrives', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.get').reply(fixtures.smartTransaction({ id: 'STX_1', status: 'ok' }));
    const stx = await fake.client().smart.transactions.get('STX_1');
    assert.equal(stx.status, 'ok');
    assert.deepEqual(fake.calls('smart.transactions.get')[0].path, { smartTransactionId: 'STX_1' });
    fake.verify();
  });

  test('errors are those of the client, and guards recognise them', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.start').networkError('reset');
    const failure = await fake.client().smart.transactions.start('STX_1', 'prepaid').catch((error) => error);
    assert.ok(failure instanceof ConnectionError);
    assert.ok(isSecuconnectError(failure));
    assert.equal(failure.outcome, 'unknown');
    assert.equal(failure.code, 'ECONNRESET');
  });

  test('an unstubbed call throws', async () => {
    await assert.rejects(
      Promise.resolve(createFakeApi().client().smart.transactions.get('STX_1')),
      /No stub for smart.transactions.get/,
    );
  });

  test('lists, files and pushes work', async () => {
    const fake = createFakeApi();
    fake.on('payment.transactions.list').replyWithItems(Array.from({ length: 7 }, () => fixtures.paymentTransaction()));
    fake.on('document.uploads.create').reply(fixtures.documentUpload());
    const secuconnect = fake.client();
    const ids = new Set();
    for await (const { id } of secuconnect.payment.transactions.list({ count: 3 })) ids.add(id);
    assert.equal(ids.size, 7);
    await secuconnect.document.uploads.create({ file: new Blob(['%PDF']) });
    assert.equal(await fake.calls('document.uploads.create')[0].body.file.text(), '%PDF');
    assert.equal(pushEvent({ target: 'payment.transactions', id: 'PCI_1' }).data[0].id, 'PCI_1');
  });

  test('timeouts follow the fake timers of the runner', async () => {
    timers.use();
    try {
      const fake = createFakeApi();
      fake.on('smart.transactions.create').networkError('timeout');
      const failure = fake.client({ timeout: 60000 }).smart.transactions.create({}).catch((error) => error);
      await timers.pass(60000);
      assert.equal((await failure).name, 'TimeoutError');
    } finally {
      timers.restore();
    }
  });
`;

const IMPORTS = `
  import assert from 'node:assert/strict';
  import { ConnectionError, isSecuconnectError } from '@secuconnect/client';
  import { createFakeApi, fixtures, pushEvent } from '@secuconnect/client/testing';`;
const REQUIRES = IMPORTS.replaceAll(/import (.+) from '(.+)';/g, "const $1 = require('$2');");

const VITEST = `
  const timers = { use: () => vi.useFakeTimers(), pass: (ms) => vi.advanceTimersByTimeAsync(ms), restore: () => vi.useRealTimers() };`;
const JEST = `
  const timers = { use: () => jest.useFakeTimers(), pass: (ms) => jest.advanceTimersByTimeAsync(ms), restore: () => jest.useRealTimers() };`;
const NODE = `
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const timers = {
    use: () => mock.timers.enable({ apis: ['setTimeout', 'Date'] }),
    async pass(ms) { await turn(); await turn(); mock.timers.tick(ms); },
    restore: () => mock.timers.reset(),
  };`;

const jestConfig = (file: string): string =>
  JSON.stringify({ testMatch: [`<rootDir>/${file}`], transform: {}, haste: { enableSymlinks: false } });

describe('@secuconnect/client/testing works in test runners', () => {
  test('a suite of vitest passes', () => {
    project.write('suite.test.js', `import { test, vi } from 'vitest';${IMPORTS}${VITEST}${TESTS}`);
    project.runTool('vitest', ['run', 'suite.test.js', '--reporter=json', '--outputFile=report.json']);
    expect(JSON.parse(project.read('report.json'))).toMatchObject({ numPassedTests: 5, numTotalTests: 5 });
  });

  test('a suite of jest passes with require', () => {
    project.write('jest.test.cjs', `${REQUIRES}${JEST}${TESTS}`);
    const report = project.runTool('jest', ['--json', '--config', jestConfig('jest.test.cjs')]);
    expect(JSON.parse(report)).toMatchObject({ numPassedTests: 5, numTotalTests: 5 });
  });

  test('a suite of jest passes with import', () => {
    project.write('jest.test.js', `import { jest } from '@jest/globals';${IMPORTS}${JEST}${TESTS}`);
    const report = project.runTool('jest', ['--json', '--config', jestConfig('jest.test.js')], {
      NODE_OPTIONS: '--experimental-vm-modules',
    });
    expect(JSON.parse(report)).toMatchObject({ numPassedTests: 5, numTotalTests: 5 });
  });

  test('a suite of node:test passes with import', () => {
    project.write('node.test.mjs', `import { mock, test } from 'node:test';${IMPORTS}${NODE}${TESTS}`);
    expect(project.run(['--test', '--test-reporter=tap', 'node.test.mjs'])).toContain('# pass 5');
  });

  test('a suite of node:test passes with require', () => {
    project.write('node.test.cjs', `const { mock, test } = require('node:test');${REQUIRES}${NODE}${TESTS}`);
    expect(project.run(['--test', '--test-reporter=tap', 'node.test.cjs'])).toContain('# pass 5');
  });
});
