import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** pnpm 12 takes settings from pnpm-workspace.yaml only. It ignores them elsewhere, at most with a warning, so that an override is not applied. */
const root = fileURLToPath(new URL('../../..', import.meta.url));
const exclude = (path: string): boolean => /node_modules|dist|\.cache/.test(path);

test('no package has settings for pnpm', () => {
  const manifests = globSync('{,packages/*/,tools/*/,examples/}package.json', { cwd: root, exclude });
  expect(manifests.length).toBeGreaterThan(5);
  const ignored = new Set(['pnpm', 'resolutions', 'overrides']);
  const wrong = manifests.filter((file) =>
    Object.keys(JSON.parse(readFileSync(join(root, file), 'utf8')) as object).some((key) => ignored.has(key)),
  );
  expect(wrong).toEqual([]);
});

test('no folder has an .npmrc', () => {
  expect(globSync('{,*/,*/*/}.npmrc', { cwd: root, exclude })).toEqual([]);
});
