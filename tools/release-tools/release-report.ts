import { basename, dirname, relative } from 'node:path';
import { npmCommand } from '../command-tools/npm-command.ts';
import { run } from '../command-tools/run.ts';
import type { Prepared } from './prepare-release.ts';
import { publishArguments, type PublishOptions } from './publish-command.ts';
import { root } from './published-packages.ts';

/** What `npm pack --dry-run --json` says of a tarball. */
interface PackedFiles {
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/** Everything that a reviewer of a release wants to see: files, sizes, checksums, changelogs and the commands that upload. */
export function releaseReport(tarballs: readonly Prepared[], options: PublishOptions): string {
  const packages = tarballs.map((tarball) => {
    const { unpackedSize, files } = filesOf(tarball.path);
    return [
      `## ${tarball.fullName} ${tarball.version}`,
      '',
      `${relative(root, tarball.path).replaceAll('\\', '/')}  ${kB(tarball.bytes)} packed, ${kB(unpackedSize)} unpacked, ${files.length} files`,
      tarball.integrity,
      ...byFolder(files),
      ...(tarball.hasRepository ? [] : ['', 'The manifest has no `repository`, which provenance requires.']),
      '',
      tarball.changes,
    ].join('\n');
  });
  const commands = tarballs.map((tarball) => {
    const path = relative(root, tarball.path).replaceAll('\\', '/');
    return `npm ${publishArguments({ ...tarball, path }, options).join(' ')}`;
  });
  return [...packages, ['## Uploads, in this order', '', ...commands].join('\n')].join('\n\n');
}

function filesOf(tarball: string): PackedFiles {
  const { command, first } = npmCommand();
  const args = ['pack', `./${basename(tarball)}`, '--dry-run', '--json', '--loglevel=error'];
  return (JSON.parse(run(command, [...first, ...args], { cwd: dirname(tarball) })) as [PackedFiles])[0];
}

/** Number and size of the files by folder and kind: `dist/*.d.ts  12 files, 300 kB`. */
function byFolder(files: PackedFiles['files']): string[] {
  const groups = Map.groupBy(files, ({ path }) => {
    const kind = /(?:\.d)?\.[cm]?[jt]s(?:\.map)?$|\.\w+$/.exec(path)?.[0];
    return path.includes('/') ? `${path.split('/', 1)[0]}/**${kind ?? ''}` : path;
  });
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, all]) => `  ${name}  ${all.length} × ${kB(all.reduce((sum, { size }) => sum + size, 0))}`)
    .map((line) => line.replace(/ {2}1 × /, '  ').replace(/ {2}(\d+) × /, '  $1 files, '));
}

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB`;
