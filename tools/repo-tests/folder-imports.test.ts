import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** The READMEs below these folders end with a line `May import …`, which names folders and packages in backticks. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const tools = join(root, 'tools');
const roots = [tools, ...['sandbox', 'cli'].map((name) => join(root, 'packages', name, 'src'))];
const RULE = /^May import (?<allowed>.+)$/m;

const readmes = roots
  .flatMap((cwd) =>
    globSync('*/**/README.md', { cwd, exclude: (path) => path.includes('node_modules') }).map((file) =>
      join(cwd, file),
    ),
  )
  .sort();

/** The README that applies to a file: that of its folder, or of the nearest folder above. */
function ruleOf(file: string): string | undefined {
  for (let folder = dirname(file); roots.some((one) => isWithin(folder, one)); folder = dirname(folder))
    if (existsSync(join(folder, 'README.md'))) return join(folder, 'README.md');
  return undefined;
}

const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(folder + sep);

function forbiddenImports(readme: string): string[] {
  const folder = dirname(readme);
  const { allowed = '' } = RULE.exec(readFileSync(readme, 'utf8'))?.groups ?? {};
  const names = [...allowed.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
  const folders = [folder, ...names.filter((name) => name.startsWith('.')).map((name) => join(folder, name))];
  const files = globSync('**/*.ts', { cwd: folder, exclude: (path) => /node_modules|\.cache/.test(path) })
    .map((file) => join(folder, file))
    .filter((file) => ruleOf(file) === readme);
  return files.flatMap((file) =>
    ts
      .preProcessFile(readFileSync(file, 'utf8'))
      .importedFiles.map(({ fileName }) => fileName)
      .filter((name) =>
        name.startsWith('.')
          ? !folders.some((one) => isWithin(normalize(join(dirname(file), name)), one))
          : !name.startsWith('node:') && !names.some((one) => name === one || name.startsWith(`${one}/`)),
      )
      .map((name) => `${file.slice(root.length)} imports ${name}`),
  );
}

test.each(roots)('every folder of %s has a README with a rule', (cwd) => {
  const folders = globSync('*/', { cwd }).filter((folder) => folder !== 'node_modules');
  const without = folders.filter((folder) => !RULE.test(readFileSync(join(cwd, folder, 'README.md'), 'utf8')));
  expect(without).toEqual([]);
});

test.each(readmes.map((file) => [file.slice(root.length), file] as const))(
  'the imports of the folder follow %s',
  (_, readme) => {
    expect(forbiddenImports(readme)).toEqual([]);
  },
);
