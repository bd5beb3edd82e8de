import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { obstacleIn } from './tools/command-tools/vitest-root.ts';
import browser from './tools/browser-tests/vitest-project.ts';
import contract from './tools/contract-tests/vitest-project.ts';
import runtimes from './tools/runtime-tests/vitest-project.ts';
import website from './website/vitest-project.ts';

const obstacle = obstacleIn(import.meta.dirname);
if (obstacle) {
  console.error(
    `Vitest cannot run here, because ${obstacle}. \`node scripts/vitest.ts\` with the same arguments runs it in a copy.`,
  );
  process.exit(1);
}

export default defineConfig({
  test: {
    reporters: [
      'default',
      ['json', { outputFile: '.cache/test-report.json' }],
      './tools/contract-tests/src/report/reporter.ts',
    ],
    // All cores, and not one less: most of the long tests wait for a compiler, a browser or a server that they have started.
    maxWorkers: availableParallelism(),
    // The fetch of Node has once thrown this out of its own socket handler, when an answer shorter than announced met the end of its connection:
    // no program can catch it there, and no test is to blame for it.
    onUnhandledError: (error) =>
      !('code' in error && error['code'] === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') ||
      !error.stack?.includes('onHttpSocketEnd'),
    // The hand-written source of the client: money depends on it.
    coverage: {
      provider: 'v8',
      include: ['packages/client/src/**/*.ts'],
      exclude: ['**/generated/**'],
      reporter: ['text-summary', 'json-summary'],
      reportsDirectory: '.cache/coverage',
      thresholds: { lines: 95, branches: 95 },
    },
    projects: [
      { test: { name: 'api', include: ['packages/api/test/**/*.test.ts'], testTimeout: 60_000 } },
      // A guard against hanging, with room for a busy machine; no test depends on how long things take.
      {
        test: {
          name: 'client',
          include: ['packages/client/test/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'platform-facts', include: ['tools/platform-facts/test/**/*.test.ts'] } },
      { test: { name: 'mock', include: ['tools/mock/test/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'sandbox', include: ['packages/sandbox/test/**/*.test.ts'], testTimeout: 60_000 } },
      // Starts processes and reads the built client and sandbox.
      {
        test: { name: 'cli', include: ['packages/cli/test/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
      },
      // The larger programs in examples/, over the built packages.
      { test: { name: 'examples', include: ['examples/*/*.test.ts'], testTimeout: 60_000 } },
      browser,
      contract,
      runtimes,
      website,
      {
        test: {
          name: 'repository',
          include: ['tools/repo-tests/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
