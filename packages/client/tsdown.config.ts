import { defineConfig, type UserConfig } from 'tsdown';

const shared: UserConfig = {
  format: ['esm', 'cjs'],
  target: 'es2022',
  dts: true,
  outExtensions: ({ format }) => (format === 'cjs' ? { js: '.cjs', dts: '.d.cts' } : { js: '.js', dts: '.d.ts' }),
};

export default defineConfig([
  {
    ...shared,
    entry: {
      index: 'src/index.ts',
      flows: 'src/flows/index.ts',
      pushes: 'src/pushes/index.ts',
      receipts: 'src/receipts/index.ts',
    },
    platform: 'neutral',
  },
  // Its own build, so that no code of it can end up in what the core shares.
  {
    ...shared,
    clean: false,
    entry: { 'node/index': 'src/node/index.ts' },
    platform: 'node',
    tsconfig: 'tsconfig.node.json',
  },
]);
