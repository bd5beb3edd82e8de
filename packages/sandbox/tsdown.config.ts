import { defineConfig, type UserConfig } from 'tsdown';
import { base } from '../../tsdown.base.ts';

const shared: UserConfig = {
  ...base,
  platform: 'node',
  // The facts that the platform responds with are private to this repository, so they are bundled.
  deps: { alwaysBundle: ['@secuconnect/platform-facts'] },
};

export default defineConfig([
  { ...shared, entry: { index: 'src/index.ts', testing: 'src/testing.ts', server: 'src/node/server.ts' } },
  // The command waits at its top level, which only modules can.
  { ...shared, clean: false, entry: { cli: 'src/node/cli.ts' }, format: { esm: { dts: false } } },
]);
