import { testFolders } from './src/targets/test-folders.ts';

export default {
  test: {
    name: 'contract',
    include: testFolders(process.env).map((folder) => `tools/contract-tests/test/${folder}/**/*.test.ts`),
    globalSetup: ['tools/contract-tests/src/targets/setup.ts'],
    // No file leaves anything behind in a module, so the client and the document are loaded once per worker.
    isolate: false,
    // Two cores are worth it: the files wait for Prism half of the time. A group of its own, as other projects have other limits.
    maxWorkers: 2,
    sequence: { groupOrder: 1 },
    testTimeout: 120_000,
    hookTimeout: 600_000,
  },
};
