import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { manifestOf, PUBLISHED, root, type ExportTarget } from '../release-tools/published-packages.ts';
import { PackedProject } from './packed-project.ts';

/** Folders with a manifest stand for the entries in tools that do not read `exports`: Parcel by default, TypeScript with node10, older bundlers. */
describe.each(PUBLISHED)('the folder entries of the %s package', (name) => {
  const { exports, files } = manifestOf(name);
  const entries = Object.entries(exports).filter(
    (entry): entry is [string, ExportTarget] => entry[0] !== '.' && typeof entry[1] !== 'string',
  );

  test('are those of `exports`, for tools that do not read it', () => {
    for (const [entry, { import: module, require }] of entries) {
      const manifest: unknown = JSON.parse(readFileSync(join(root, 'packages', name, entry, 'package.json'), 'utf8'));
      expect(manifest).toEqual({
        main: `.${require.default}`,
        module: `.${module.default}`,
        types: `.${require.types}`,
        sideEffects: false,
      });
    }
  });

  test('are in the tarball', () => {
    expect(files).toEqual(expect.arrayContaining(entries.map(([entry]) => entry.slice(2))));
  });
});

describe('a bundler that does not read `exports`', () => {
  let project: PackedProject;
  beforeAll(() => {
    project = new PackedProject();
  });
  afterAll(() => project.remove());

  const entries = Object.keys(manifestOf('client').exports).filter((entry) => !entry.endsWith('.json'));

  test.each(entries)('finds the ES module of the entry %s', async (entry) => {
    project.write('use.js', `export * from '@secuconnect/client${entry.slice(1)}';`);
    const resolve = { exportsFields: [], mainFields: ['module', 'main'] };
    const build = await rolldown({ input: join(project.folder, 'use.js'), platform: 'node', resolve });
    const { output } = await build.generate({ format: 'esm' });
    const { import: module } = manifestOf('client').exports[entry] as ExportTarget;
    const file = module.default.slice(2);
    expect(output[0].exports).not.toEqual([]);
    expect(output[0].moduleIds.map((id) => id.replaceAll('\\', '/'))).toContainEqual(
      expect.stringMatching(`@secuconnect/client/${file}$`),
    );
  });
});
