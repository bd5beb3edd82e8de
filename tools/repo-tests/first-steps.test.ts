import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { repositoryFiles } from '../command-tools/repository-files.ts';
import { inRepository } from '../spec-tools/spec-paths.ts';

const parent = mkdtempSync(join(tmpdir(), 'secuconnect-first-steps-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** The commands under "Try it without an account", as a reader of the README types them. */
function commands(): string[] {
  const readme = readFileSync(inRepository('README.md'), 'utf8');
  const [, script = ''] = /^## Try it without an account\n[^]*?```sh\n([^]*?)```/m.exec(readme) ?? [];
  return script.trim().split('\n');
}

/** A repository with the files as they are now, committed or not. */
function repository(): string {
  const folder = join(parent, 'origin');
  for (const path of repositoryFiles(inRepository('.')))
    cpSync(inRepository(path), join(folder, path), { recursive: true });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Reader', '-c', 'user.email=reader@example.com', ...args], { cwd: folder });
  git('init', '--quiet');
  git('add', '--all', '--force');
  git('commit', '--quiet', '--message', 'As it is');
  return folder;
}

test('the commands of the README make a payment in an empty folder', { timeout: 600_000 }, () => {
  const lines = commands();
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.length).toBeLessThanOrEqual(3);
  const cwd = join(parent, 'empty');
  mkdirSync(cwd);
  const { status, stdout, stderr } = spawnSync('bash', ['-euc', lines.join('\n')], {
    cwd,
    encoding: 'utf8',
    // Variables of the surrounding test run would change what the tools do.
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], REPOSITORY: repository() },
  });
  expect({ status, stdout }, stderr).toEqual({ status: 0, stdout: expect.stringMatching(/STX_\w+/) });
});
