import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npmCommand } from '../command-tools/npm-command.ts';
import { run } from '../command-tools/run.ts';
import type { Tarball } from './pack.ts';
import type { WorkingCopy } from './working-copy.ts';

const MATRIX = 'scripts/matrix.ts';
const ENTRIES = ['client', 'client/flows', 'client/pushes', 'client/testing', 'client/node', 'api', 'sandbox'];

/**
 * Tests the very files that a release uploads: with the matrix of runtimes, or if the commit has none, by loading every package in an empty
 * project of npm.
 */
export function smokeTest(tarballs: readonly Tarball[], folder: string, copy: WorkingCopy): void {
  if (copy.has(MATRIX)) copy.run(MATRIX, '--smoke', '--tarballs', folder);
  else loadInEmptyProject(tarballs);
}

function loadInEmptyProject(tarballs: readonly Tarball[]): void {
  const cwd = mkdtempSync(join(tmpdir(), 'secuconnect-smoke-'));
  try {
    writeFileSync(join(cwd, 'package.json'), '{ "private": true }');
    const { command, first } = npmCommand();
    const install = ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
    run(command, [...first, ...install, ...tarballs.map(({ path }) => path)], { cwd });
    const names = JSON.stringify(ENTRIES.map((entry) => `@secuconnect/${entry}`));
    writeFileSync(join(cwd, 'use.cjs'), `for (const name of ${names}) require(name);`);
    writeFileSync(join(cwd, 'use.mjs'), `for (const name of ${names}) await import(name);`);
    for (const file of ['use.cjs', 'use.mjs']) run(process.execPath, [file], { cwd });
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}
