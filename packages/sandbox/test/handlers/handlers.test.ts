import { expect, test } from 'vitest';
import { handlersOver } from '../../src/handlers/handlers.ts';
import type { Lists } from '../../src/lists/lists.ts';
import { EXTRA_OPERATIONS } from '../../src/spec/extra-operations.ts';
import { OPERATIONS } from '../../src/spec/operations.ts';

test('every operation of the spec has a handler', () => {
  const handlers = handlersOver({} as Lists);
  const all = [...OPERATIONS, ...EXTRA_OPERATIONS].map(({ id }) => id);
  expect(OPERATIONS).toHaveLength(192);
  expect(all.filter((id) => !handlers[id])).toEqual([]);
  expect(Object.keys(handlers).filter((id) => !all.includes(id))).toEqual([]);
});
