/** The two suites that every test runner runs: one with the fake API, one with the sandbox. */

export type Format = 'esm' | 'cjs';

/** What a runner has for tests. */
export interface RunnerCode {
  /** Statements that import `test`, and what else the suites need of the runner. */
  readonly imports: string;
  /** Defines `timers`: its fake timers. */
  readonly timers: string;
  /** Defines `hooks`. */
  readonly hooks: string;
}

/** How many tests both suites have. */
export const TESTS = 7;

/** @returns The suites, by the name of their file. */
export function suitesFor({ imports, timers, hooks }: RunnerCode, format: Format): Record<string, string> {
  const extension = format === 'esm' ? 'mjs' : 'cjs';
  const inFormat = (code: string): string =>
    format === 'esm' ? code : code.replaceAll(/import (.+) from '(.+)';/g, "const $1 = require('$2');");
  return {
    [`fake.test.${extension}`]: inFormat(imports + FAKE_IMPORTS) + timers + FAKE_TESTS,
    [`sandbox.test.${extension}`]: inFormat(imports + SANDBOX_IMPORTS) + hooks + SANDBOX_TESTS,
  };
}

const FAKE_IMPORTS = `
  import assert from 'node:assert/strict';
  import { ConnectionError, isSecuconnectError } from '@secuconnect/client';
  import { createFakeApi, fixtures, pushEvent } from '@secuconnect/client/testing';`;
/** `timers` adapts the fake timers of the runner. */
const FAKE_TESTS = `
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

const SANDBOX_IMPORTS = `
  import assert from 'node:assert/strict';
  import { Secuconnect } from '@secuconnect/client';
  import { useSandbox } from '@secuconnect/sandbox/testing';`;
/** Two tests that would see each other's sales if the sandbox did not return to its start. */
const SANDBOX_TESTS = `
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
