import { fileURLToPath } from 'node:url';
import { defineConfig } from 'tsdown';
import { base } from '../../tsdown.base.ts';

const source = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

export default defineConfig({
  ...base,
  platform: 'node',
  // Only a command: it waits at its top level, and has no declarations.
  format: 'esm',
  dts: false,
  entry: { cli: 'src/cli.ts' },
  // Client and sandbox come from their sources, so that maps lead to them, and only what the command uses is in the package.
  inputOptions: (options) => ({
    ...options,
    resolve: {
      ...options.resolve,
      alias: {
        '@secuconnect/api$': source('api/src/index.ts'),
        '@secuconnect/client$': source('client/src/index.ts'),
        '@secuconnect/client/node$': source('client/src/node/index.ts'),
        '@secuconnect/client/pushes$': source('client/src/pushes/index.ts'),
        '@secuconnect/client/receipts$': source('client/src/receipts/index.ts'),
        '@secuconnect/client/testing$': source('client/src/testing/index.ts'),
        '@secuconnect/sandbox/server$': source('sandbox/src/node/server.ts'),
      },
    },
  }),
  deps: { alwaysBundle: [/^@secuconnect\//] },
});
