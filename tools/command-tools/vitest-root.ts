import { spawnSync } from 'node:child_process';
import { accessSync, constants, cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { toolFile } from './tool-file.ts';

/**
 * Why Vitest cannot run in a folder, if it cannot. Vite cuts each path at `#` and `?`, and Vitest imports packages by paths in which Node
 * decodes `%`: they find no module. It also writes its configuration and its reports.
 */
export function obstacleIn(folder: string): string | undefined {
  if (/[#?%]/.test(folder)) return 'its path has #, ? or % in it';
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    return 'it is read-only';
  }
  return undefined;
}

let copy: string | undefined;

/** The repository, or a copy of it if Vitest cannot run there. The copy lives as long as this process. */
export function vitestRoot(repository: string): string {
  const obstacle = obstacleIn(repository);
  if (obstacle === undefined) return repository;
  copy ??= copyOf(repository, obstacle);
  return copy;
}

const REPORTS = '.cache';
/** Not copied, but installed, written again, or linked. */
const LEFT_OUT = new Set(['node_modules', REPORTS, '.turbo', '.git']);

function copyOf(repository: string, obstacle: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'secuconnect-tests-')));
  const inCopy = obstacleIn(folder);
  if (inCopy) throw new Error(`Vitest cannot run in ${folder}, because ${inCopy}. Set TMPDIR to another folder.`);
  console.log(`Vitest cannot run in ${repository}, because ${obstacle}. It runs in a copy, ${folder}.`);
  process.once('exit', () => {
    takeReports(folder, repository);
    rmSync(folder, { recursive: true, force: true });
  });
  // Without a listener the signal would end this process before its exit event.
  process.once('SIGINT', () => process.exit(130));
  cpSync(repository, folder, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
  linkGit(repository, folder);
  install(folder);
  return folder;
}

/** Tests list the files of git. A `.git` file names the folder in which git keeps them. */
function linkGit(repository: string, folder: string): void {
  const found = spawnSync('git', ['rev-parse', '--absolute-git-dir'], { cwd: repository, encoding: 'utf8' });
  if (found.status === 0) writeFileSync(join(folder, '.git'), `gitdir: ${found.stdout.trim()}\n`);
}

/** A link to the packages of the repository would lead back to its path. */
function install(cwd: string): void {
  const args = ['install', '--frozen-lockfile', '--prefer-offline', '--reporter=silent'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [toolFile('pnpm'), ...args], {
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The packages of the copy could not be installed.\n\n${stdout}${stderr}`);
}

function takeReports(folder: string, repository: string): void {
  try {
    cpSync(join(folder, REPORTS), join(repository, REPORTS), { recursive: true });
  } catch (error) {
    console.error(`The reports of this run are lost: ${(error as Error).message}`);
  }
}
