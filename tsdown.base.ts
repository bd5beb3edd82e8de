import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
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

/** What the builds of all packages share. */
export const base: UserConfig = {
  target: 'es2022',
  format: { esm: { dts: false }, cjs: { dts: { eager: true } } },
  outExtensions: ({ format }) => (format === 'cjs' ? { js: '.cjs', dts: '.d.cts' } : { js: '.js' }),
  hooks: { 'build:done': reexportDeclarations },
};
