import { fileURLToPath } from 'node:url';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { Secuconnect } from '@secuconnect/client';
import { useSandbox, type TestHooks } from '../src/testing.ts';

describe('with the hooks of Vitest', () => {
  const sandbox = useSandbox({ afterEach, afterAll });
  const create = () => new Secuconnect(sandbox.options()).smart.transactions.create({});
  const ids: string[] = [];

  test.each(['first', 'second'])('the %s test begins at the start', async () => {
    expect(sandbox.control.now).toBe('2026-01-01T12:00:00+00:00');
    expect(sandbox.control.counts()['smart.transactions']).toBeUndefined();
    ids.push((await create()).id);
    expect(new Set(ids).size).toBe(1);
  });
});

describe('with hooks of its own', () => {
  function hooks() {
    const works: (() => void | Promise<void>)[] = [];
    const register: TestHooks['afterEach'] = (work) => works.push(work);
    const sandbox = useSandbox({ afterEach: register, afterAll: register });
    return { sandbox, works };
  }

  test('a test fails when an answer broke the spec, and only that one', async () => {
    const { sandbox, works } = hooks();
    const [afterTest, afterTests] = works;
    sandbox.control.seed({ 'general.stores': [{ id: 'STO_1', name: 5 } as never] });
    await new Secuconnect({ ...sandbox.options(), maxRetries: 0 }).general.stores.get('STO_1').catch(() => undefined);
    expect(() => afterTest!()).toThrow('The answer to general.stores.get broke the spec: body/name');
    expect(() => afterTest!()).not.toThrow();
    await afterTests!();
  });
});

test('it works with the hooks of node:test', { timeout: 60_000 }, async () => {
  const file = fileURLToPath(new URL('./support/node-test-program.ts', import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--test-reporter=tap', file], {
    env: { ...process.env, NODE_TEST_CONTEXT: undefined, NODE_OPTIONS: '' },
  });
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  const [code] = (await once(child, 'close')) as [number];
  expect(output).toContain('# pass 2');
  expect(code).toBe(0);
});
