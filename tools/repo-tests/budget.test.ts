import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = (script: string) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { cwd: root, encoding: 'utf8' });
  return { status, output: stdout + stderr };
};

test('the bundle stays within its limits', () => {
  const { status, output } = run('bench/size.ts');
  expect(output).not.toContain('OVER');
  expect(status).toBe(0);
});

test('the client has a method for every operation of the spec', () => {
  expect(run('scripts/operations-without-method.ts')).toEqual({ status: 0, output: '' });
});
