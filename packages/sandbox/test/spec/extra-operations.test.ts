import { expect, test } from 'vitest';
import { EXTRA_OPERATIONS } from '../../src/spec/extra-operations.ts';
import { OPERATIONS } from '../../src/spec/operations.ts';

test('the operations of the testing system are not in the spec', () => {
  const ids = new Set(OPERATIONS.map(({ id }) => id));
  expect(EXTRA_OPERATIONS.length).toBeGreaterThan(0);
  for (const { id, safe, method } of EXTRA_OPERATIONS)
    expect([ids.has(id), safe, method]).toEqual([false, false, 'POST']);
});
