import { defineConfig } from 'vitest/config';

/** The tests that a mutant has to survive: those that run in memory. Sockets and child processes would take minutes for each. */
export default defineConfig({
  test: {
    include: [
      'packages/client/test/*.test.ts',
      'packages/client/test/{auth,errors,events,extensions,internal,query,transport}/**/*.test.ts',
      'packages/client/test/properties/{queries,redact,tokens}.test.ts',
    ],
    // A mutant often makes a test wait indefinitely. These tests take milliseconds, so that a long timeout only makes the run take hours.
    testTimeout: 10_000,
  },
});
