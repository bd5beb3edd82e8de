import { OPERATIONS } from '../../src/spec/operations.ts';

/** Every list of the API, with its path. */
export const LIST_IDS: readonly (readonly [id: string, path: string])[] = OPERATIONS.filter(({ isList }) => isList).map(
  ({ id, path }) => [id, path] as const,
);
