import { fileURLToPath } from 'node:url';
import { defineConfig } from 'tsdown';
import { base } from '../../tsdown.base.ts';

const source = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The modules that help reads. */
const START =
  /packages[\\/]cli[\\/]src[\\/](?:main|help|cli-error|exit-codes|commands[\\/]index|console[\\/]io|generated[\\/]index|operations[\\/](?:help|names|parameters|values))\.ts$/;

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
        '@secuconnect/client/personal-data$': source('client/src/personal-data/index.ts'),
        '@secuconnect/client/pushes$': source('client/src/pushes/index.ts'),
        '@secuconnect/client/receipts$': source('client/src/receipts/index.ts'),
        '@secuconnect/client/testing$': source('client/src/testing/index.ts'),
        '@secuconnect/sandbox/server$': source('sandbox/src/node/server.ts'),
      },
    },
  }),
  outputOptions: (options, format, context) => ({
    ...base.outputOptions(options, format, context),
    // One file for what every command reads first: each further file costs its start a millisecond.
    codeSplitting: { groups: [{ name: 'start', test: START }] },
  }),
  deps: { alwaysBundle: [/^@secuconnect\//] },
});
