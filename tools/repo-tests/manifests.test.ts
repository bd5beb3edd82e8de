import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundledPackages, noticesFile, noticesOf } from '../release-tools/notices.ts';
import { manifestOf, PUBLISHED, root } from '../release-tools/published-packages.ts';

const REPOSITORY = 'https://github.com/secuconnect/secuconnect-client';
/** Where links to files of the repository begin. */
const FILES = new RegExp(`^${REPOSITORY}/(?:blob|tree)/main/(?<path>[^#]*)`);
/** Scripts that run on the computer of a user who installs the package. */
const INSTALL_SCRIPTS = new Set(['preinstall', 'install', 'postinstall', 'prepare']);

const textOf = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');

describe.each(PUBLISHED)('the page of the %s package on npm', (name) => {
  const folder = `packages/${name}`;

  test('has the fields that all packages share', () => {
    expect(manifestOf(name)).toMatchObject({
      name: `@secuconnect/${name}`,
      keywords: expect.arrayContaining(['secuconnect', 'secupay', 'payment']) as unknown,
      homepage: `${REPOSITORY}/tree/main/${folder}#readme`,
      bugs: { url: `${REPOSITORY}/issues` },
      license: 'MIT',
      author: 'the authors of @secuconnect/client',
      repository: { type: 'git', url: `git+${REPOSITORY}.git`, directory: folder },
      type: 'module',
      sideEffects: false,
      engines: { node: '>=20' },
      files: expect.arrayContaining(['dist', 'CHANGELOG.md']) as unknown,
      // Not `provenance`: `pnpm release` asks for it where it can be had, and a computer without it could not release.
      publishConfig: { access: 'public' },
    });
  });

  test('has no script that an installation would run', () => {
    const { scripts } = JSON.parse(textOf(folder, 'package.json')) as { scripts: object };
    expect(Object.keys(scripts).filter((script) => INSTALL_SCRIPTS.has(script))).toEqual([]);
  });

  test('has the licence of the repository', () => {
    expect(textOf(folder, 'LICENSE')).toBe(textOf('LICENSE'));
  });

  test('has a README whose links are absolute, and lead to files that exist', () => {
    const links = [...textOf(folder, 'README.md').matchAll(/\]\((?<url>[^)]+)\)/g)].map(
      ({ groups }) => groups!['url']!,
    );
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((url) => !url.startsWith('https://'))).toEqual([]);
    const paths = links.map((url) => FILES.exec(url)?.groups?.['path']).filter((path) => path !== undefined);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('has the licences of exactly what is bundled, which `pnpm notices` writes', () => {
    const file = noticesFile(name);
    expect(existsSync(file) ? readFileSync(file, 'utf8') : undefined).toBe(noticesOf(name));
    expect(manifestOf(name).files.includes('THIRD-PARTY-NOTICES.md')).toBe(existsSync(file));
  });
});

test('what is bundled is code and types of two packages, and in the command line the SDK of its server for AI assistants', () => {
  const bundled = Object.fromEntries(PUBLISHED.map((name) => [name, bundledPackages(name)]));
  const both = ['openapi-fetch', 'openapi-typescript-helpers'];
  expect(bundled).toEqual({ api: both, client: both, sandbox: [], cli: ['@modelcontextprotocol/sdk', 'zod'] });
});
