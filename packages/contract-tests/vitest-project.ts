import { targetFrom } from './src/target/target.ts';

/** The checks that make sense for a server that is not the mock are in `test/target`; against the mock, all of them run. */
const { kind } = targetFrom(process.env);
const below = (folder: string): string => `packages/contract-tests/test/${folder}/**/*.test.ts`;

export default {
  test: {
    name: 'contract',
    include: kind === 'mock' ? [below('*')] : [below('target')],
    globalSetup: ['packages/contract-tests/src/target/setup.ts'],
    // No file leaves anything behind in a module, so the client and the document are loaded once per worker.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
};
