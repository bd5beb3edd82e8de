import { defineConfig } from 'tsdown';
import { base, withApi } from '../../tsdown.base.ts';

const entry = { index: 'src/index.ts', testing: 'src/testing.ts', server: 'src/node/server.ts' };

export default defineConfig({
  ...base,
  ...withApi,
  platform: 'node',
  format: {
    // The command waits at its top level, which only modules can.
    esm: { ...base.format.esm, entry: { ...entry, cli: 'src/node/cli.ts' } },
    cjs: { ...base.format.cjs, entry },
  },
  // The facts that the platform responds with are private to this repository, so they are bundled.
  deps: { alwaysBundle: ['@secuconnect/platform-facts', '@secuconnect/api'] },
});
