import { expect, test } from 'vitest';
import { PREPAID_STEPS, type PrepaidStatus } from '../../src/states/prepaid-steps.ts';

const STATUSES: readonly PrepaidStatus[] = ['request', 'denied', 'failed', 'delivered', 'confirmed'];

test('every status but the first is the result of a step, and three are the end', () => {
  const reached = new Set(PREPAID_STEPS.map(({ to }) => to));
  expect(STATUSES.filter((status) => !reached.has(status))).toEqual(['request']);
  const left = new Set(PREPAID_STEPS.flatMap(({ from }) => from));
  expect(STATUSES.filter((status) => !left.has(status))).toEqual(['denied', 'failed', 'confirmed']);
});
