import { defineConfig, type UserConfig } from 'tsdown';

const shared: UserConfig = {
  platform: 'node',
  target: 'es2022',
  dts: { eager: true },
  // The facts that the platform responds with are private to this repository, so they are bundled.
  deps: { alwaysBundle: ['@secuconnect/platform-facts'] },
  outExtensions: ({ format }) => (format === 'cjs' ? { js: '.cjs', dts: '.d.cts' } : { js: '.js', dts: '.d.ts' }),
};

export default defineConfig([
  {
    ...shared,
    entry: { index: 'src/index.ts', testing: 'src/testing.ts', server: 'src/node/server.ts' },
    format: ['esm', 'cjs'],
  },
  // The command waits at its top level, which only modules can.
  { ...shared, clean: false, dts: false, entry: { cli: 'src/node/cli.ts' }, format: ['esm'] },
]);
