import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TsdownHooks, UserConfig } from 'tsdown';

type Chunks = Parameters<TsdownHooks['build:done']>[0]['chunks'];

/**
 * The declarations of an ES module are those of the CommonJS module beside it: a package has each of them once, and a type is the same one in a
 * program that loads the package both ways. The other direction is closed: before TypeScript 5.8, CommonJS may not name the types of an ES module.
 */
function reexportDeclarations({ chunks }: { readonly chunks: Chunks }): void {
  for (const chunk of chunks) {
    if (chunk.type !== 'chunk' || !chunk.isEntry || !chunk.fileName.endsWith('.d.cts')) continue;
    const file = join(chunk.outDir, chunk.fileName);
    const module = `./${basename(file).replace(/\.d\.cts$/, '.cjs')}`;
    writeFileSync(file.replace(/\.d\.cts$/, '.d.ts'), `export * from '${module}';\n`);
  }
}

/**
 * A source that is not of the package itself keeps the path that an installation would give it, in place of one that leads out of the package
 * and into the folders of pnpm.
 */
function sourcePath(source: string): string {
  const path = source.replaceAll('\\', '/');
  const thirdParty = path.lastIndexOf('/node_modules/');
  if (thirdParty !== -1) return `..${path.slice(thirdParty)}`;
  return path.replace(
    /^(?:\.\.\/)+(?:tools|packages)\/(?=(?:platform-facts|api|client|sandbox)\/)|^\.\.\/\.\.\/(?=(?:api|client|sandbox)\/)/,
    '../node_modules/@secuconnect/',
  );
}

/** The first line of declarations that contain those of other packages, by which `pnpm notices` finds them: declarations have no maps. */
function bundledTypes({ moduleIds }: { readonly moduleIds: readonly string[] }): string {
  const packages = moduleIds.map(
    (id) => /.*[\\/]node_modules[\\/](?<name>(?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id)?.groups?.['name'],
  );
  const names = [...new Set(packages.filter((name) => name !== undefined))].sort();
  return names.length === 0 ? '' : `// Contains types of ${names.join(', ')}: see THIRD-PARTY-NOTICES.md.`;
}

/**
 * For a package that contains `@secuconnect/api`: its code comes from the sources, so that maps lead to them. Declarations come from its build,
 * which has all of them in one file.
 */
export const withApi: Pick<UserConfig, 'inputOptions'> = {
  inputOptions: (options, _format, { cjsDts }) =>
    cjsDts ? options : { ...options, resolve: { ...options.resolve, alias: { '@secuconnect/api$': API_SOURCE } } },
};
const API_SOURCE = fileURLToPath(new URL('packages/api/src/index.ts', import.meta.url));

/** What the builds of all packages share. */
export const base = {
  target: 'es2022',
  format: { esm: { dts: false }, cjs: { dts: { eager: true } } },
  // Maps have the text of the sources, which the packages do not contain. Declarations have no maps, which would only lead to files.
  outputOptions: (options, _format, { cjsDts }) => ({
    ...options,
    sourcemap: !cjsDts,
    sourcemapPathTransform: sourcePath,
    // Doc comments are in the declarations and in the maps: in the code, they would be read by each process that starts.
    ...(cjsDts ? { postBanner: bundledTypes } : { comments: { legal: true, annotation: true, jsdoc: false } }),
  }),
  outExtensions: ({ format }) => (format === 'cjs' ? { js: '.cjs', dts: '.d.cts' } : { js: '.js' }),
  hooks: { 'build:done': reexportDeclarations },
} satisfies UserConfig;
