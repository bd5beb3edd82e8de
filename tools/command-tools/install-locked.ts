import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmCommand } from './npm-command.ts';

/**
 * Installs packages that are no dependencies of this workspace into a folder of their own, unless they are there: as the lockfile has them, and
 * without their scripts.
 *
 * @param source Has `package.json` and `package-lock.json`.
 * @param more Further files of it to copy.
 * @throws Error with the output of npm if that fails.
 */
export function installLocked(source: string, folder: string, more: readonly string[] = []): void {
  const files = ['package.json', 'package-lock.json', ...more];
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(join(source, file)));
  const stamp = hash.digest('hex');
  const stampFile = join(folder, 'installed');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  mkdirSync(folder, { recursive: true });
  for (const file of files) copyFileSync(join(source, file), join(folder, file));
  const { command, first } = npmCommand();
  const args = [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The packages of ${source} could not be installed: ${stdout}${stderr}`);
  writeFileSync(stampFile, stamp);
}
