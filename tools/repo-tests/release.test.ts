import { spawn } from 'node:child_process';
import { appendFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { git } from '../command-tools/git.ts';
import { distTagOf } from '../release-tools/dist-tag.ts';
import { changesOf } from '../release-tools/prepare-release.ts';
import { WorkingCopy } from '../release-tools/working-copy.ts';
import { Checkout } from './checkout.ts';
import { NpmRegistry } from './npm-registry.ts';

/** A release of a copy of the repository, to a registry in this process. The packages are really built, packed and uploaded. */
const COMMIT = '-c user.name=Release -c user.email=release@example.com commit --quiet --message Everything'.split(' ');
const BUILD_TIMEOUT_MS = 900_000;
let files: Checkout;
let checkout: WorkingCopy;
let registry: NpmRegistry;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  files = new Checkout('files');
  for (const args of [['init', '--quiet', '--initial-branch=main'], ['add', '--all'], COMMIT])
    git(files.folder, ...args);
  // With packages of its own: `changeset version` installs, and the packages of the first copy are links to those of this repository.
  checkout = new WorkingCopy(files.folder, 'main');
  checkout.install();
  registry = await NpmRegistry.start();
  const npmrc = join(files.folder, '.cache', 'npmrc');
  mkdirSync(dirname(npmrc), { recursive: true });
  writeFileSync(npmrc, `//${registry.host}/:_authToken=test\n`);
  env = { ...process.env, CI: '', NPM_CONFIG_USERCONFIG: npmrc, ACTIONS_ID_TOKEN_REQUEST_URL: undefined };
});
afterAll(() => {
  registry.close();
  checkout.remove();
  files.remove();
});

const inGit = (...args: string[]): string => git(checkout.folder, ...args);

function commit(subject: string): void {
  inGit('add', '--all');
  inGit(...COMMIT, '--message', subject);
}

/** As a merge does: what is committed is on the branch of the remote. */
const merge = (): string => inGit('update-ref', 'refs/remotes/origin/main', 'HEAD');

async function run(...args: string[]): Promise<{ status: number | null; output: string }> {
  const child = spawn(process.execPath, args, { cwd: checkout.folder, env });
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await closed, output: stdout + stderr };
}

const release = (...args: string[]) => run('scripts/release.ts', ...args);
const dry = () => release('--dry', '--no-smoke');
const real = () => release('--here', '--no-smoke', '--registry', `http://${registry.host}`);

/** The state is wrong during the test, and as before after it. */
async function duringCommit(change: () => void, check: () => Promise<void>, isMerged = true): Promise<void> {
  const before = inGit('rev-parse', 'HEAD');
  change();
  commit('A change');
  if (isMerged) merge();
  await check();
  inGit('reset', '--quiet', '--hard', before);
  merge();
}

describe('a release stops with a sentence', () => {
  test('if a file is not committed', async () => {
    const file = join(checkout.folder, 'new.ts');
    writeFileSync(file, '');
    expect(await dry()).toEqual({ status: 1, output: expect.stringMatching(/^new\.ts is not committed\./) });
    rmSync(file);
  });

  test('if the generated code is stale', () =>
    duringCommit(
      () => appendFileSync(join(checkout.folder, 'spec/schemas/common/MoneyAmount.yaml'), '# changed\n'),
      async () => expect(await dry()).toEqual({ status: 1, output: expect.stringContaining('pnpm generate') }),
    ));

  test('if the commit has not been merged', () =>
    duringCommit(
      () => appendFileSync(join(checkout.folder, 'README.md'), '\n'),
      async () =>
        expect(await dry()).toEqual({ status: 1, output: expect.stringContaining('it has not been reviewed') }),
      false,
    ));

  test('if there is nothing to release', () =>
    duringCommit(
      () =>
        globSync('.changeset/*.md', { cwd: checkout.folder }).forEach((file) => rmSync(join(checkout.folder, file))),
      async () => expect(await dry()).toEqual({ status: 1, output: expect.stringContaining('never had a version') }),
    ));

  test('if it would upload what no pull request has given a version', async () => {
    expect(await real()).toEqual({ status: 1, output: expect.stringContaining('There are pending changesets') });
  });

  test('if it does not run in CI', async () => {
    expect(await release()).toEqual({ status: 1, output: expect.stringMatching(/^Releases leave from CI/) });
  });
});

describe('a release', { timeout: BUILD_TIMEOUT_MS }, () => {
  let shown: string;

  test('is shown with versions, checksums, changelogs and commands, and nothing in the checkout changes', async () => {
    const { status, output } = await dry();
    shown = output;
    expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('Nothing was uploaded.') });
    const { version } = readVersion();
    expect(version).toBe('0.0.0');
    for (const name of ['api', 'client', 'sandbox', 'cli']) {
      const path = `.cache/release/secuconnect-${name}-1.0.0-rc.0.tgz`;
      expect(output).toMatch(new RegExp(`^npm publish ${path} --access public --provenance --tag rc$`, 'm'));
      expect(output).toContain(`## @secuconnect/${name} 1.0.0-rc.0`);
    }
    expect(output).toContain('### Major Changes');
    expect(inGit('status', '--porcelain')).toBe('');
  });

  test('uploads the same bytes in the order of dependencies, and tags the commit', async () => {
    checkout.version();
    commit('Version packages');
    merge();
    expect(await real()).toEqual({
      status: 0,
      output: expect.stringContaining('@secuconnect/api@1.0.0-rc.0  uploaded'),
    });
    expect(registry.uploads.map(({ name, version, tags }) => ({ name, version, tags }))).toEqual(
      ['api', 'client', 'sandbox', 'cli'].map((name) => ({
        name: `@secuconnect/${name}`,
        version: '1.0.0-rc.0',
        tags: ['rc'],
      })),
    );
    for (const { integrity } of registry.uploads) expect(shown).toContain(integrity);
    // Git sorts them by name.
    expect(inGit('tag', '--points-at', 'HEAD').split('\n')).toEqual(
      ['api', 'cli', 'client', 'sandbox'].map((name) => `@secuconnect/${name}@1.0.0-rc.0`),
    );
  });

  test('that is done uploads nothing', async () => {
    expect(await real()).toEqual({ status: 0, output: expect.stringContaining('are released') });
    expect(registry.uploads).toHaveLength(4);
  });

  test('that was interrupted goes on where it stopped', async () => {
    inGit('tag', '--delete', '@secuconnect/client@1.0.0-rc.0');
    expect(await publish()).toEqual({ status: 0, output: expect.stringContaining('client@1.0.0-rc.0  was there') });
    expect(registry.uploads).toHaveLength(4);
    expect(inGit('tag', '--points-at', 'HEAD')).toContain('@secuconnect/client@1.0.0-rc.0');
  });

  test('stops if the registry has other bytes', async () => {
    expect(await publish('sha512-AAAA')).toEqual({ status: 1, output: expect.stringContaining('with other bytes') });
  });

  test('stops if a version was written by hand', () =>
    duringCommit(
      () => {
        const file = join(checkout.folder, 'packages/api/package.json');
        writeFileSync(file, readFileSync(file, 'utf8').replace('1.0.0-rc.0', '1.0.0-rc.7'));
      },
      async () =>
        expect(await real()).toEqual({
          status: 1,
          output: expect.stringMatching(/not made by `pnpm versions` alone.* packages\/api\/package\.json/),
        }),
    ));
});

const readVersion = (): { version: string } =>
  JSON.parse(readFileSync(join(checkout.folder, 'packages/api/package.json'), 'utf8')) as { version: string };

/** The last part of a release alone, with the tarball of the client. */
function publish(integrity = registry.uploads[1]!.integrity) {
  const tarball = { fullName: '@secuconnect/client', version: '1.0.0-rc.0', path: 'not read', integrity };
  const options = { provenance: false, registry: `http://${registry.host}` };
  return run(
    '--input-type=module',
    '--eval',
    `import './tools/command-tools/errors.ts';
    const { publishRelease } = await import('./tools/release-tools/publish-release.ts');
    publishRelease([${JSON.stringify(tarball)}], ${JSON.stringify(options)}, console.log);`,
  );
}

test.each([
  ['1.0.0', 'latest'],
  ['1.0.0-rc.0', 'rc'],
  ['2.0.0-Beta.1', 'beta'],
  ['1.2.3-0', 'next'],
])('the version %s is offered under the tag %s', (version, tag) => {
  expect(distTagOf(version)).toBe(tag);
});

test('the changes of a version are its section of the changelog', () => {
  const changelog = '# a\n\n## 1.0.0-rc.1\n\n- new\n\n### Minor\n\n## 1.0.0\n\n- old\n';
  expect(changesOf(changelog, '1.0.0-rc.1')).toBe('- new\n\n### Minor');
  expect(changesOf(changelog, '1.0.0')).toBe('- old');
  expect(changesOf(changelog, '3.0.0')).toBe('');
});
