import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { git } from '../command-tools/git.ts';
import { assertChangeset, assertReports } from '../release-tools/api-report-files.ts';
import { root } from '../release-tools/published-packages.ts';

test('the reports have the public names of the built packages', () => {
  expect(assertReports).not.toThrow();
});

test('a report has functions, classes, types and constants with their declarations', () => {
  const report = readFileSync(join(root, 'packages/client/api-report/index.api.md'), 'utf8');
  expect(report).toContain('\n// formatMoney\ndeclare function formatMoney(');
  expect(report).toMatch(/\n\/\/ Secuconnect\ndeclare class Secuconnect extends Resources/);
  expect(report).toContain("\ntype Outcome = 'not-sent' | 'no-effect' | 'unknown';");
  expect(report).not.toContain('/**');
});

describe('a change of a report', () => {
  let repository: string;
  const commit = (file: string, text: string): void => {
    mkdirSync(dirname(join(repository, file)), { recursive: true });
    writeFileSync(join(repository, file), text);
    git(repository, 'add', '--all');
    git(repository, '-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message', file);
  };

  beforeAll(() => {
    repository = mkdtempSync(join(tmpdir(), 'secuconnect-report-'));
    git(repository, 'init', '--quiet');
    commit('packages/client/api-report/index.api.md', 'one');
  });
  afterAll(() => rmSync(repository, { recursive: true }));

  test('demands a changeset', () => {
    const base = git(repository, 'rev-parse', 'HEAD');
    commit('README.md', 'more');
    expect(() => assertChangeset(base, repository)).not.toThrow();
    commit('packages/client/api-report/index.api.md', 'two');
    expect(() => assertChangeset(base, repository)).toThrow('no changeset says what users will notice');
    commit('.changeset/new.md', 'what is new');
    expect(() => assertChangeset(base, repository)).not.toThrow();
  });
});
