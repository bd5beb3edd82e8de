export default {
  test: {
    name: 'website',
    include: ['website/test/**/*.test.ts'],
    globalSetup: ['website/test/build.ts'],
    // After the others: a page that waits for a busy processor looks like one that hangs.
    sequence: { groupOrder: 4 },
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
};
