import { globSync, readFileSync, realpathSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** changesets ignores options that it does not know, and versions no private package: a changeset that names one fails at the release. */
const root = fileURLToPath(new URL('../../..', import.meta.url));
const json = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, unknown>;

test('the configuration has only options that exist', () => {
  const cli = realpathSync(findPackageJSON('@changesets/cli', import.meta.url)!);
  const schema = join(dirname(findPackageJSON('@changesets/config', cli)!), 'schema.json');
  const { properties } = JSON.parse(readFileSync(schema, 'utf8')) as { properties: object };
  const known = new Set(['$schema', ...Object.keys(properties)]);
  expect(Object.keys(json('.changeset/config.json')).filter((key) => !known.has(key))).toEqual([]);
});

test('each changeset names public packages only', () => {
  const published = globSync('{packages,tools}/*/package.json', { cwd: root })
    .map(json)
    .filter((one) => one['private'] !== true)
    .map((one) => one['name']);
  expect(published.toSorted()).toEqual(['api', 'cli', 'client', 'sandbox'].map((name) => `@secuconnect/${name}`));
  const named = globSync('.changeset/*.md', { cwd: root, exclude: (path) => path.includes('README') }).flatMap(
    (file) => {
      const [, head = ''] = /^---\n([^]*?)\n---/.exec(readFileSync(join(root, file), 'utf8')) ?? [];
      return [...head.matchAll(/^["']?(@?[\w/-]+)["']?:/gm)].map(([, name]) => name);
    },
  );
  expect(named.filter((name) => !published.includes(name))).toEqual([]);
});
