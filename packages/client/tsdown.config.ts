import { defineConfig } from 'tsdown';
import { base } from '../../tsdown.base.ts';

export default defineConfig([
  {
    ...base,
    entry: {
      index: 'src/index.ts',
      flows: 'src/flows/index.ts',
      pushes: 'src/pushes/index.ts',
      receipts: 'src/receipts/index.ts',
      'personal-data': 'src/personal-data/index.ts',
      testing: 'src/testing/index.ts',
    },
    platform: 'neutral',
    // The facts that the fake API responds with are private to this repository, so they are bundled.
    deps: { alwaysBundle: ['@secuconnect/platform-facts'] },
  },
  // Its own build, so that no code of it can end up in what the core shares.
  {
    ...base,
    clean: false,
    entry: { 'node/index': 'src/node/index.ts' },
    platform: 'node',
    tsconfig: 'tsconfig.node.json',
  },
]);
