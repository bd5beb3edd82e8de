import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { index: 'src/index.ts', server: 'src/node/server.ts', cli: 'src/node/cli.ts' },
  format: ['esm'],
  platform: 'node',
  target: 'es2022',
  dts: true,
  // The facts that the platform responds with are private to this repository, so they are bundled.
  deps: { alwaysBundle: ['@secuconnect/platform-facts'] },
  outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
});
