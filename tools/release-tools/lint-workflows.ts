import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './published-packages.ts';

/** A Go module, whose checksum Go compares with its public database. It knows expressions, shells and the inputs of well-known actions. */
const MODULE = 'github.com/rhysd/actionlint/cmd/actionlint';
const VERSION = 'v1.7.12';
const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

export interface WorkflowLint {
  readonly findings: readonly string[];
  /** Why actionlint did not run. */
  readonly skipped?: string;
}

/** Checks the workflows of GitHub: actions are pinned to commits, and actionlint has no finding. It needs Go. */
export function lintWorkflows(): WorkflowLint {
  const files = globSync('.github/workflows/*.yml', { cwd: root }).sort();
  const findings = files.flatMap((file) => unpinned(file, readFileSync(join(root, file), 'utf8')));
  const program = installed();
  if (typeof program !== 'string') return { findings, ...program };
  const { status, stdout, stderr } = spawnSync(program, ['-no-color', ...files], { cwd: root, encoding: 'utf8' });
  return { findings: status === 0 ? findings : [...findings, `${stdout}${stderr}`.trim()] };
}

/** A tag can move to other code, a commit cannot. */
export const unpinned = (file: string, workflow: string): string[] =>
  Array.from(workflow.matchAll(/^\s*(?:- )?uses: (.+)$/gm), ([, uses]) => uses!)
    .filter((uses) => !uses.startsWith('./') && !PINNED.test(uses))
    .map((uses) => `${file}: ${uses} is not pinned to a commit, with its version in a comment.`);

function installed(): string | { skipped: string } {
  const folder = join(root, '.cache', 'actionlint', VERSION);
  const program = join(folder, process.platform === 'win32' ? 'actionlint.exe' : 'actionlint');
  if (existsSync(program)) return program;
  const env = { ...process.env, GOBIN: folder };
  const { status, error, stderr } = spawnSync('go', ['install', `${MODULE}@${VERSION}`], { env, encoding: 'utf8' });
  if (status === 0) return program;
  const reason = error ? 'Go is not installed' : stderr.trim().split('\n').at(-1);
  return { skipped: `actionlint did not check the workflows: ${reason}.` };
}
