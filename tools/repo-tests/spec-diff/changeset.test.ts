import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { KINDS, type Change, type ChangeKind } from '../../spec-tools/diff/changes.ts';
import { proposeChangeset, report } from '../../spec-tools/diff/changeset.ts';
import { inRepository } from '../../spec-tools/spec-paths.ts';

const change = (kind: ChangeKind, what: string = kind): Change => ({ kind, where: 'things', what });
const wire: Change = { ...change('breaking'), breaks: 'wire' };
const types: Change = { ...change('breaking'), breaks: 'types' };

describe('the proposed changeset', () => {
  const bump = (kinds: readonly ChangeKind[]) =>
    /client': (\w+)/.exec(proposeChangeset(kinds.map((kind) => change(kind)))?.changeset ?? '')?.[1];

  test('the most severe change determines the version', () => {
    expect(bump(KINDS)).toBe('major');
    expect(bump(['cosmetic', 'additive'])).toBe('minor');
    expect(bump(['cosmetic'])).toBe('patch');
    expect(bump([])).toBeUndefined();
  });

  test('an unclear change raises the minor version at least, and the note asks the reader', () => {
    expect(bump(['cosmetic', 'unclear'])).toBe('minor');
    expect(bump(['unclear', 'breaking'])).toBe('major');
    expect(proposeChangeset([change('unclear')])!.note).toMatch(/^1 change is unclear\. Does it break a program\?/);
    expect(proposeChangeset([change('unclear'), change('unclear', 'too')])!.note).toMatch(/^2 changes are unclear/);
  });

  test('the changeset lists breaking, unclear and new changes, and cosmetic ones only if there are no others', () => {
    const { changeset } = proposeChangeset(KINDS.map((kind) => change(kind)))!;
    expect(changeset).toBe(
      `---\n'@secuconnect/api': major\n'@secuconnect/client': major\n---\n\n` +
        'Breaking:\n\n- things breaking\n\n' +
        'Look at it, and say what it means or remove it:\n\n- things unclear\n\n' +
        'New:\n\n- things additive\n',
    );
    expect(proposeChangeset([change('cosmetic')])!.changeset).toContain('- things cosmetic');
  });

  test('a breaking change that no compiler finds is marked', () => {
    expect(proposeChangeset([wire])!.changeset).toContain('- things breaking (the compiler does not show it)\n');
    expect(proposeChangeset([types])!.changeset).toContain('- things breaking\n');
  });

  test('a long changeset is truncated', () => {
    const many = Array.from({ length: 40 }, (_, index) => change('additive', `number ${index}`));
    expect(proposeChangeset(many)!.changeset).toMatch(/number 24\n- and 15 more\n$/);
  });
});

test('the report counts the changes by kind', () => {
  expect(report([wire, change('unclear')])).toBe(
    '1 breaking, 1 unclear, 0 additive, 0 cosmetic.\nbreaking (wire)         things breaking\nunclear                 things unclear',
  );
  expect(report([])).toBe('Nothing has changed.');
});

const hasHistory = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: inRepository('') }).status === 0;
describe.skipIf(!hasHistory)('pnpm spec:diff compares with git refs', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [inRepository('scripts/spec-diff.ts'), ...args], { encoding: 'utf8' });

  test('a commit is compared', () => {
    expect(run('HEAD')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Since HEAD: /) });
  });

  test('an unknown ref fails with its name', () => {
    expect(run('no-such-ref')).toMatchObject({ status: 1, stderr: expect.stringContaining('no-such-ref') });
  });
});
