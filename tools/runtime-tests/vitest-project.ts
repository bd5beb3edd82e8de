export default {
  test: {
    name: 'runtimes',
    include: ['tools/runtime-tests/test/**/*.test.ts'],
    // After the others, because a runtime that gets no processor in time would end its calls with timeouts.
    sequence: { groupOrder: 2 },
    maxWorkers: 1,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
};
