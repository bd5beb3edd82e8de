/** A script per bundler: bundles `whole.js` for Node and `small.js` for pages into `out/`, and prints the warnings as JSON. */

const esbuild = (name: string): string => `
  import { build } from '${name}';
  const common = { bundle: true, minify: true, format: 'esm', target: 'es2022', logLevel: 'silent' };
  const results = [
    await build({ ...common, entryPoints: ['whole.js'], platform: 'node', outfile: 'out/whole.mjs' }),
    await build({ ...common, entryPoints: ['small.js'], platform: 'browser', outfile: 'out/small.mjs' }),
  ];
  console.log(JSON.stringify(results.flatMap(({ warnings }) => warnings.map(({ text }) => text))));
`;

/** Rollup has no minifier of its own, and Vite leaves modules of libraries readable. */
const MINIFY = `
  import { readFileSync, writeFileSync } from 'node:fs';
  import { transform } from 'esbuild';
  const { code } = await transform(readFileSync('out/small.mjs', 'utf8'), { minify: true, format: 'esm' });
  writeFileSync('out/small.mjs', code);
`;

const rollup = (name: string): string => `
  import nodeResolve from '@rollup/plugin-node-resolve';
  import { rollup } from '${name}';
  const warnings = [];
  for (const [input, browser] of [['whole', false], ['small', true]]) {
    const bundle = await rollup({
      input: input + '.js',
      plugins: [nodeResolve({ browser, preferBuiltins: !browser })],
      onwarn: ({ message }) => warnings.push(message),
    });
    await bundle.write({ file: 'out/' + input + '.mjs', format: 'es', inlineDynamicImports: true });
  }
  ${MINIFY}
  console.log(JSON.stringify(warnings));
`;

const vite = (name: string): string => `
  import { build } from '${name}';
  const warnings = [];
  const warn = (text) => warnings.push(text);
  const nothing = () => undefined;
  const customLogger = {
    hasWarned: false, info: nothing, clearScreen: nothing, hasErrorLogged: () => false, warn, warnOnce: warn, error: warn,
  };
  const common = { configFile: false, customLogger };
  const output = { entryFileNames: '[name].mjs' };
  await build({
    ...common,
    ssr: { noExternal: true },
    build: { ssr: 'whole.js', outDir: 'out', rollupOptions: { output } },
  });
  await build({
    ...common,
    build: {
      lib: { entry: 'small.js', formats: ['es'] }, outDir: 'out', emptyOutDir: false, target: 'es2022', rollupOptions: { output },
    },
  });
  ${MINIFY}
  console.log(JSON.stringify(warnings));
`;

/** As bundlers that know no `exports`, and therefore no paths that must be complete. */
const WITHOUT_EXPORTS = `
        resolve: { exportsFields: [] }, module: { rules: [{ test: /\\.m?js$/, resolve: { fullySpecified: false } }] },`;

/** Rspack takes the same options. */
const webpack = (name: string, compile: string, further = ''): string => `
  import * as bundler from '${name}';
  const warnings = [];
  const run = (entry, target, filename) => new Promise((done, fail) => {
    const compile = bundler.${compile} ?? bundler.default.${compile} ?? bundler.default;
    compile(
      {
        mode: 'production', context: process.cwd(), entry, target,${further}
        output: { path: process.cwd() + '/out', filename },
      },
      (error, stats) => {
        if (error) return fail(error);
        const { errors, warnings: found } = stats.toJson({ all: false, errors: true, warnings: true });
        if (errors.length > 0) return fail(new Error(errors.map(({ message }) => message).join('\\n')));
        warnings.push(...found.map(({ message }) => message));
        done();
      },
    );
  });
  await run('./whole.js', 'node20', 'whole.cjs');
  await run('./small.js', ['web', 'es2022'], 'small.mjs');
  console.log(JSON.stringify(warnings));
`;

/** The scripts by the name of the bundler. */
export const BUILDS: Readonly<Record<string, string>> = {
  'esbuild 0.28': esbuild('esbuild'),
  'esbuild 0.17': esbuild('esbuild-oldest'),
  'Vite 8': vite('vite'),
  'Vite 5': vite('vite-oldest'),
  'webpack 5.113': webpack('webpack', 'webpack'),
  'webpack 5.75': webpack('webpack-oldest', 'webpack'),
  'webpack without exports': webpack('webpack', 'webpack', WITHOUT_EXPORTS),
  'Rollup 4': rollup('rollup'),
  'Rollup 3': rollup('rollup-oldest'),
  'Rspack 2': webpack('@rspack/core', 'rspack'),
  'Rspack 1': webpack('rspack-oldest', 'rspack'),
};
