import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cell, CellResult, Context } from './cell.ts';
import type { Consumer } from './consumer.ts';
import { LoopbackRegistry } from './loopback-registry.ts';
import { environmentOf, packageManagers, type PackageManager } from './package-managers.ts';
import { README_PORT, readmeCommands } from './readme-commands.ts';
import { originOf, unusedOrigin } from './sandbox-for-cells.ts';

const GROUP = 'installers';

/** From where the packages come: out of tarballs, or from a registry as after a release. */
type Source = 'tarballs' | 'registry';

/** The commands of the README in an empty folder, with every package manager: packages in, first payment out. */
export const installerCells = (consumer: Consumer): Cell[] =>
  packageManagers(consumer).flatMap((manager) =>
    (['tarballs', 'registry'] as const).map((source) => ({
      group: GROUP,
      name: `${manager.name}, ${source}`,
      isSmoke: manager.name === 'npm',
      missing: process.platform === 'win32' ? 'its commands are shell scripts' : manager.missing,
      run: (context: Context) => payIn(manager, source, context),
    })),
  );

async function payIn(manager: PackageManager, source: Source, { consumer }: Context): Promise<CellResult> {
  const parent = mkdtempSync(join(tmpdir(), 'secuconnect Müller & Söhne '));
  const registry = new LoopbackRegistry();
  try {
    const origin = await registry.listen();
    if (source === 'registry') await registry.add(consumer.tarballs, { consumer, origin });
    const { port } = new URL(await unusedOrigin());
    const { install, startSandbox, runProgram, settings, program } = readmeCommands(manager.readmeName);
    const cwd = join(parent, 'shop');
    mkdirSync(cwd);
    consumer.write(cwd, {
      ...manager.files,
      ...manager.scopedRegistry(origin),
      '.env': settings.replace(README_PORT, port),
      'first-payment.mjs': program,
      'installed.cjs': INSTALLED,
    });
    const env = environmentOf(manager, parent);
    const shell = (command: string): Promise<string> => consumer.run('sh', ['-c', command], { cwd, env, isBare: true });

    const ofTarballs = (names: string): string => [install.split(' @', 1)[0], names].join(' ');
    // All of them, because they depend on each other.
    const paths = consumer.tarballs.map(({ path }) => `"${path}"`).join(' ');
    await shell(source === 'registry' ? install : ofTarballs(paths));
    if (source === 'tarballs' && registry.requests.length > 0)
      throw new Error(`It asks a registry for what the tarballs contain: ${registry.requests.join(', ')}`);
    assertInstalled(await shell(runProgram.replace(/(?:--env-file=\S+ )?\S+\.mjs/, 'installed.cjs')), consumer);
    assertNoInstallScripts(cwd);
    const output = await whileRunning(startSandbox.replace(README_PORT, port), { cwd, env }, () => shell(runProgram));
    const [id] = /STX_\w+/.exec(output) ?? [];
    if (id === undefined) throw new Error(`It has printed no payment:\n${output}`);
    return { seen: `${source === 'registry' ? install : ofTarballs('*.tgz')}; ${startSandbox}; ${runProgram}` };
  } finally {
    registry.close();
    rmSync(parent, { recursive: true, force: true });
  }
}

/** Prints the versions of the installed packages. */
const INSTALLED = `console.log(['client', 'sandbox'].map((name) => require('@secuconnect/' + name + '/package.json').version).join());`;

function assertInstalled(output: string, { tarballs }: Consumer): void {
  const expected = tarballs.filter(({ name }) => name === 'client' || name === 'sandbox').map(({ version }) => version);
  if (!output.split('\n').includes(expected.join()))
    throw new Error(`Other versions are installed: ${output}, not ${expected.join()}`);
}

/** Nothing that is installed runs code at that time. With PnP there are no files to look at, and the packages are the same. */
function assertNoInstallScripts(cwd: string): void {
  const folder = join(cwd, 'node_modules');
  if (!existsSync(folder)) return;
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (path.endsWith('binding.gyp')) throw new Error(`It is compiled when it is installed: ${path}`);
    if (!path.endsWith('package.json')) continue;
    const { scripts = {} } = JSON.parse(readFileSync(join(folder, path), 'utf8')) as { scripts?: object };
    const found = ['preinstall', 'install', 'postinstall'].find((name) => name in scripts);
    if (found !== undefined) throw new Error(`${path} has a script that runs at its installation: ${found}`);
  }
}

/** Runs a command, which does not end by itself, and something else as soon as it listens. */
async function whileRunning<T>(
  command: string,
  { cwd, env }: { cwd: string; env: Readonly<Record<string, string>> },
  use: () => Promise<T>,
): Promise<T> {
  const { HOME = '' } = process.env;
  // A group of its own, because package managers start programs that outlive them.
  const child = spawn('sh', ['-c', command], {
    cwd,
    env: { HOME, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  try {
    await originOf(child);
    return await use();
  } finally {
    process.kill(-child.pid!, 'SIGTERM');
  }
}
