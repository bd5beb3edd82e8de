import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { toolFile } from '../../command-tools/tool-file.ts';
import { root } from '../../release-tools/published-packages.ts';
import type { Consumer } from './consumer.ts';

/** A package manager, as a user has it. */
export interface PackageManager {
  /** Such as `Yarn 4, PnP`. */
  readonly name: string;
  /** Its name in the README. */
  readonly readmeName: 'npm' | 'pnpm' | 'Yarn' | 'Bun';
  /** Its commands, by name, as shell scripts; npm is that of the machine. */
  readonly commands: Readonly<Record<string, string>>;
  /** What its project has before the first command. */
  readonly files: Readonly<Record<string, string>>;
  /** Makes a registry that of our packages only. */
  readonly scopedRegistry: (origin: string) => Readonly<Record<string, string>>;
  /** Why it cannot run on this machine. */
  readonly missing?: string | undefined;
}

export function packageManagers(consumer: Consumer): PackageManager[] {
  const bun = consumer.find('bun-oldest/bin/bun');
  const script = (path: string): string => `exec node "${path}" "$@"`;
  const berry = (linker: string): Pick<PackageManager, 'readmeName' | 'commands' | 'files' | 'scopedRegistry'> => ({
    readmeName: 'Yarn',
    commands: { yarn: script(join(consumer.packageFolder('yarn-berry'), 'bin/yarn.js')) },
    // As `yarn init` leaves it: without a manifest, this version knows no project.
    files: { 'package.json': '{}', '.yarnrc.yml': `nodeLinker: ${linker}\n` },
    scopedRegistry: (origin) => ({
      '.yarnrc.yml': `nodeLinker: ${linker}\nunsafeHttpWhitelist: [127.0.0.1]\nnpmScopes: { secuconnect: { npmRegistryServer: '${origin}' } }\n`,
    }),
  });
  const others = { files: {}, scopedRegistry: npmrc };
  return [
    { ...others, name: 'npm', readmeName: 'npm', commands: {} },
    { ...others, name: 'pnpm 12', readmeName: 'pnpm', commands: { pnpm: script(toolFile('pnpm')) } },
    {
      ...others,
      name: 'Yarn 1',
      readmeName: 'Yarn',
      commands: { yarn: script(join(consumer.packageFolder('yarn-classic'), 'bin/yarn.js')) },
    },
    { ...berry('node-modules'), name: 'Yarn 4, node_modules' },
    { ...berry('pnp'), name: 'Yarn 4, PnP' },
    {
      ...others,
      name: 'Bun 1.3',
      readmeName: 'Bun',
      commands: { bun: `exec "${bun}" "$@"`, bunx: `exec "${bun}" x "$@"` },
      missing: bun === undefined ? 'it is not installed' : undefined,
    },
  ];
}

const npmrc = (origin: string): Record<string, string> => ({ '.npmrc': `@secuconnect:registry=${origin}/\n` });

/**
 * The environment of a user with nothing but Node, npm and one more package manager.
 *
 * @param folder Receives its commands, and its caches: Yarn 1 takes a tarball from its cache by name and version, however its content has changed.
 */
export function environmentOf({ commands }: PackageManager, folder: string): Record<string, string> {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  for (const [name, text] of Object.entries(commands)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const ofMachine = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((path) => relative(root, path).startsWith('..'));
  const cache = join(folder, 'cache');
  const network = NETWORK.flatMap((name) => [name, name.toLowerCase()])
    .map((name) => [name, process.env[name]])
    .filter(([, value]) => value !== undefined);
  return {
    ...(Object.fromEntries(network) as Record<string, string>),
    PATH: [bin, dirname(process.execPath), ...ofMachine].join(delimiter),
    YARN_CACHE_FOLDER: cache,
    YARN_GLOBAL_FOLDER: cache,
    BUN_INSTALL_CACHE_DIR: cache,
  };
}

/** How the machine gets to a registry. */
const NETWORK = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
