import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'secuconnect-check-'));
  for (const path of [
    'spec',
    'scripts',
    'package.json',
    'tools/codegen',
    'tools/spec-tools',
    '.prettierrc.json',
    'packages/api/openapi.json',
    'packages/api/src/generated',
    'packages/api/test/golden',
    'packages/client/src/generated',
    'docs/reference',
  ]) {
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true }));

const check = () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/generate.ts', '--check'], {
    cwd: copy,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
};

test('the check accepts the committed code', () => {
  expect(check()).toEqual({ status: 0, output: expect.stringContaining('what the spec gives') });
});

test('the check rejects a hand-edited generated file', () => {
  const file = join(copy, 'packages/api/src/generated/models.ts');
  const before = join(copy, 'before.ts');
  cpSync(file, before);
  appendFileSync(file, '// by hand\n');
  expect(check()).toEqual({ status: 1, output: expect.stringContaining('edited by hand') });
  cpSync(before, file);
});

test('the check rejects a changed spec without regenerated code', () => {
  appendFileSync(join(copy, 'spec/schemas/common/MoneyAmount.yaml'), '# changed\n');
  expect(check()).toEqual({ status: 1, output: expect.stringContaining('pnpm generate') });
});
