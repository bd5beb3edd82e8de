import { defineConfig } from 'tsdown';
import { base, withApi } from '../../tsdown.base.ts';

export default defineConfig([
  {
    ...base,
    ...withApi,
    entry: {
      index: 'src/index.ts',
      flows: 'src/flows/index.ts',
      pushes: 'src/pushes/index.ts',
      receipts: 'src/receipts/index.ts',
      'personal-data': 'src/personal-data/index.ts',
      testing: 'src/testing/index.ts',
    },
    platform: 'neutral',
    // What entries share is one file: each file takes Node a part of a millisecond to find, read and link.
    outputOptions: (options, format, context) => ({
      ...base.outputOptions(options, format, context),
      ...(!context.cjsDts && { codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] } }),
    }),
    // The facts that the fake API responds with are private to this repository, so they are bundled.
    deps: { alwaysBundle: ['@secuconnect/platform-facts', '@secuconnect/api'] },
  },
  // Builds of their own, so that no code of them can end up in what the core shares.
  {
    ...base,
    ...withApi,
    clean: false,
    entry: { redis: 'src/redis/index.ts', postgres: 'src/postgres/index.ts' },
    platform: 'neutral',
    deps: { alwaysBundle: ['@secuconnect/api'] },
  },
  {
    ...base,
    ...withApi,
    clean: false,
    entry: { 'node/index': 'src/node/index.ts' },
    platform: 'node',
    tsconfig: 'tsconfig.node.json',
    deps: { alwaysBundle: ['@secuconnect/api'] },
  },
]);
