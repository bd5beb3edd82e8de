import { build, type Plugin } from 'esbuild';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ProgramKind } from '../../runtime-tests/src/runtimes.ts';
import type { Consumer } from './consumer.ts';

export interface BundleOptions {
  readonly consumer: Consumer;
  readonly format?: 'esm' | 'cjs';
  /** Becomes the constant `SETTINGS` of the program. */
  readonly settings?: object;
  /** Packages by other names, such as `express-4` for `express`. */
  readonly alias?: Readonly<Record<string, string>>;
  readonly outfile: string;
}

/**
 * Writes a program as JavaScript. A process imports the installed packages; a worker or a page, which cannot, contains them.
 *
 * @param file Its path, relative to this folder.
 * @returns Its text.
 */
export async function bundleProgram(file: string, kind: ProgramKind, options: BundleOptions): Promise<string> {
  const { consumer, format = 'esm', settings = {}, alias = {}, outfile } = options;
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
    bundle: true,
    format,
    target: 'es2022',
    charset: 'utf8',
    write: false,
    define: { SETTINGS: JSON.stringify(settings) },
    alias: { ...alias },
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
    ...(kind === 'process'
      ? { platform: 'node', packages: 'external' }
      : { platform: 'browser', plugins: [packedPackages(consumer)] }),
  });
  const { text } = outputFiles[0]!;
  writeFileSync(outfile, text);
  return text;
}

/** The packed packages, in place of those of the workspace. */
const packedPackages = (consumer: Consumer): Plugin => ({
  name: 'packed-packages',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^@secuconnect\// }, ({ path, kind, pluginData }) => {
      if (pluginData === PACKED) return undefined;
      return resolve(path, { kind, resolveDir: consumer.folder, pluginData: PACKED });
    });
  },
});
const PACKED = Symbol('packed');
