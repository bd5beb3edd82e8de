export default {
  test: {
    name: 'browser',
    include: ['tools/browser-tests/test/**/*.test.ts'],
    // After the others: a page that waits for a busy processor looks like one that hangs.
    sequence: { groupOrder: 3 },
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
};
