import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { originalPositionFor, sourceContentFor, TraceMap } from '@jridgewell/trace-mapping';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderOf, PUBLISHED, type PublishedPackage } from '../release-tools/published-packages.ts';
import { PackedProject } from './packed-project.ts';

let project: PackedProject;
beforeAll(() => {
  project = new PackedProject();
  project.add('sandbox');
  project.add('cli');
});
afterAll(() => project.remove());

const packed = (name: PublishedPackage): string => join(project.folder, 'node_modules', '@secuconnect', name);

/** A function or class at the beginning of a line, without the number that bundlers append to equal names. */
const DECLARATION = /^(?:export )?(?:async )?(?:function\*?|class) (?<name>[A-Za-z_]+)/;

interface Declaration {
  readonly name: string;
  readonly file: string;
  /** The line of the source that the map leads to, and its file from the folder of the package; both undefined without a map. */
  readonly line: string | undefined;
  readonly source: string | undefined;
}

/** The declarations of a built file, each followed to its source. */
function declarationsOf(folder: string, file: string): Declaration[] {
  const path = join(folder, file);
  const map = existsSync(`${path}.map`) ? new TraceMap(readFileSync(`${path}.map`, 'utf8')) : undefined;
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((text, at): Declaration[] => {
      const name = DECLARATION.exec(text)?.groups?.['name'];
      if (name === undefined) return [];
      const position = map && originalPositionFor(map, { line: at + 1, column: text.indexOf(name) });
      if (!map || !position?.source) return [{ name, file, line: undefined, source: undefined }];
      const line = sourceContentFor(map, position.source)?.split('\n')[position.line - 1];
      return [{ name, file, line, source: normalize(join(file, '..', position.source)).replaceAll('\\', '/') }];
    });
}

describe.each(PUBLISHED)('the source maps of the %s package', (name) => {
  let declarations: Declaration[];
  beforeAll(() => {
    const files = globSync('dist/**/*.{js,cjs}', { cwd: packed(name) });
    declarations = files.flatMap((file) => declarationsOf(packed(name), file));
  });

  test('lead from each function and class to its line in the source, whose text they have', () => {
    expect(declarations.length).toBeGreaterThan(20);
    // What has no name in its source gets one from the bundler.
    const named = declarations.filter(({ line }) => !line?.startsWith('export default function ()'));
    expect(named.filter((one) => !one.line?.includes(one.name))).toEqual([]);
  });

  test('name the sources as the repository does, and what is bundled as an installation would', () => {
    const sources = [...new Set(declarations.map(({ source }) => source!))];
    const own = sources.filter((source) => source.startsWith('src/'));
    expect(own.filter((source) => !existsSync(join(folderOf(name), source)))).toEqual([]);
    const others = sources.filter((source) => !own.includes(source));
    expect(others.filter((source) => !/^(?:dist\/)?node_modules\/(?!\.)/.test(source))).toEqual([]);
  });

  test('are named by the file that they belong to, and exist', () => {
    const names = globSync('dist/**/*', { cwd: packed(name), withFileTypes: true }).filter((file) => file.isFile());
    const comments = names.flatMap((file) =>
      [...readFileSync(join(file.parentPath, file.name), 'utf8').matchAll(/^\/\/# sourceMappingURL=(.+)$/gm)].map(
        ([, url]) => join(file.parentPath, url!),
      ),
    );
    const maps = names.filter((file) => file.name.endsWith('.map')).map((file) => join(file.parentPath, file.name));
    expect(comments.sort()).toEqual(maps.sort());
  });
});

test('Node names the source in a stack trace', () => {
  project.write(
    'fail.mjs',
    `import { q } from '@secuconnect/client'; try { q\`:\${{}}\`; } catch (e) { console.log(e.stack); }`,
  );
  const stack = project.run(['--enable-source-maps', 'fail.mjs']).replaceAll('\\', '/');
  expect(stack).toMatch(/@secuconnect\/client\/src\/query\/[\w-]+\.ts:\d+:\d+/);
});
