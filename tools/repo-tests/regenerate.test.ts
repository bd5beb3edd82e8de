import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import settings from '../codegen/openapitools.json' with { type: 'json' };
import { git } from '../command-tools/git.ts';
import { regenerationText } from '../release-tools/regeneration-text.ts';
import type { Change } from '../spec-tools/diff/changes.ts';
import { Checkout } from './checkout.ts';

const CHANGES: Change[] = [
  { kind: 'breaking', breaks: 'types, wire', where: 'smart.transactions.close', what: 'is removed' },
  {
    kind: 'breaking',
    breaks: 'wire',
    where: 'SmartTransaction.note (request)',
    what: 'has the new limit maxLength 20',
  },
  { kind: 'unclear', where: 'SmartDevice.type (response)', what: 'no longer has the limit pattern' },
  { kind: 'additive', where: 'SmartDevice.colour', what: 'is new' },
  { kind: 'cosmetic', where: 'SmartDevice', what: 'is described differently' },
];
const FILES = ['packages/api/openapi.json', 'packages/api/src/generated/models.ts', 'docs/reference/smart-devices.md'];

test('the pull request of a change has its severities, what to look at and how to continue', async () => {
  const { title, body, commitBody } = regenerationText(CHANGES, FILES, 'regenerate/spec-12345678');
  await expect(`${title}\n\n${commitBody}\n\n---\n\n${body}`).toMatchFileSnapshot('regenerate-severities.golden.txt');
});

test('a single change is the title, unless it is long', () => {
  const title = (changes: readonly Change[]): string => regenerationText(changes, FILES, 'b').title;
  expect(title([CHANGES[3]!])).toBe('The code follows the spec: SmartDevice.colour is new');
  expect(title([{ ...CHANGES[3]!, where: 'x'.repeat(120) }])).toBe('The code follows the spec: 1 additive');
});

test('without a change of the API there is no changeset, and the body says so', () => {
  const { title, body, changeset } = regenerationText([], FILES, 'b');
  expect({ title, changeset }).toEqual({
    title: 'The code is what the templates and tools give',
    changeset: undefined,
  });
  expect(body).toContain('The API is the same.');
});

describe('pnpm regenerate', () => {
  let checkout: Checkout;
  let env: NodeJS.ProcessEnv;
  beforeAll(() => {
    checkout = new Checkout('regenerate');
    mkdirSync(inCopy('.cache/bin'), { recursive: true });
    env = { ...process.env, PATH: [inCopy('.cache/bin'), process.env['PATH']].join(delimiter) };
    inGit('init', '--quiet', '--initial-branch=main');
    inGit('config', 'user.name', 'Regenerate Test');
    inGit('config', 'user.email', 'regenerate-test@example.com');
    inGit('add', '--all');
    inGit('commit', '--quiet', '--message', 'Everything');
  });
  afterAll(() => checkout.remove());

  const inCopy = (path: string): string => join(checkout.folder, path);
  const inGit = (...args: string[]): string => git(checkout.folder, ...args);
  function run(variables: NodeJS.ProcessEnv = {}, ...args: string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/regenerate.ts', ...args], {
      cwd: checkout.folder,
      encoding: 'utf8',
      env: { ...env, ...variables },
    });
    return { status, output: stdout + stderr };
  }
  /** Adds a field to a model. */
  const changeSpec = (): void =>
    appendFileSync(
      inCopy('spec/schemas/general/GeneralMerchantCategory.yaml'),
      '  colour:\n    type: string\n    description: Colour in which shops show the category.\n',
    );

  test('has nothing to do when the code is what the spec gives', () => {
    expect(run()).toEqual({ status: 0, output: 'The generated code is up to date. There is nothing to do.\n' });
  });

  test('stops when something else is not committed', () => {
    writeFileSync(inCopy('note.txt'), '');
    expect(run()).toEqual({ status: 1, output: expect.stringMatching(/^note\.txt would become part of the commit\./) });
    rmSync(inCopy('note.txt'));
  });

  test('says that it requires Java, and changes nothing', () => {
    changeSpec();
    const { status, output } = run({ PATH: dirnameOf('git') });
    expect({ status, output }).toEqual({ status: 1, output: expect.stringContaining('requires Java') });
    expect(inGit('branch', '--list', 'regenerate/*')).toBe('');
    expect(inGit('status', '--porcelain')).toBe(' M spec/schemas/general/GeneralMerchantCategory.yaml');
  });

  /** A folder with git and nothing else: Java may be in the same folder as the real one. */
  function dirnameOf(program: string): string {
    const folder = inCopy('.cache/only');
    mkdirSync(folder, { recursive: true });
    const real = spawnSync('which', [program], { encoding: 'utf8' }).stdout.trim();
    writeFileSync(join(folder, program), `#!/bin/sh\nexec ${real} "$@"\n`);
    chmodSync(join(folder, program), 0o755);
    return folder;
  }

  const root = fileURLToPath(new URL('../..', import.meta.url));
  const jar = join(root, '.cache/openapi-generator', `${settings['generator-cli'].version}.jar`);
  const canGenerate = existsSync(jar) && spawnSync('java', ['-version']).status === 0;

  test.skipIf(!canGenerate)('opens the pull request of a new field, once', async () => {
    const calls = inCopy('.cache/gh-calls');
    writeFileSync(
      inCopy('.cache/bin/gh'),
      `#!/bin/sh\necho "$@" >> '${calls}'\n[ "$2" = list ] && echo '[]' || true\n`,
    );
    chmodSync(inCopy('.cache/bin/gh'), 0o755);
    git(root, 'init', '--quiet', '--bare', inCopy('.cache/origin.git'));
    inGit('remote', 'add', 'origin', inCopy('.cache/origin.git'));

    const { status, output } = run({}, '--push');
    expect({ status, output }).toEqual({
      status: 0,
      output: expect.stringMatching(/^The pull request of .* is open/m),
    });

    const branch = inGit('branch', '--show-current');
    const id = /^regenerate\/spec-([0-9a-f]{8})$/.exec(branch)![1]!;
    expect(git(inCopy('.cache/origin.git'), 'rev-parse', branch)).toBe(inGit('rev-parse', 'HEAD'));
    expect(inGit('status', '--porcelain')).toBe('');
    const made = Object.entries({
      commit: inGit('log', '-1', '--format=%B').trim(),
      files: inGit('show', '--name-only', '--format=', 'HEAD'),
      changeset: readFileSync(inCopy(`.changeset/spec-${id}.md`), 'utf8'),
      'pull request': readFileSync(inCopy('.cache/pull-request/body.md'), 'utf8'),
      gh: readFileSync(calls, 'utf8').replaceAll(inCopy(''), ''),
    });
    const page = made.map(([part, text]) => `==== ${part}\n${text.trimEnd()}\n`).join('\n');
    await expect(page.replaceAll(id, '<input>')).toMatchFileSnapshot('regenerate-field.golden.txt');

    inGit('switch', '--quiet', 'main');
    changeSpec();
    expect(run()).toEqual({ status: 0, output: expect.stringContaining('is there already') });
  });
});
