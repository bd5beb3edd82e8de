import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Builds the site that the tests read, unless `SITE=built` says that it is the right one. */
export function setup(): void {
  if (process.env['SITE'] === 'built') return;
  const command = fileURLToPath(new URL('../../scripts/docs.ts', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [command], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The site cannot be built.\n${stdout}${stderr}`);
}
