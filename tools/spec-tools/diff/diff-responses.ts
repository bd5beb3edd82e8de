import { isDeepStrictEqual } from 'node:util';
import type { Node } from '../shared/json.ts';
import type { Changes } from './changes.ts';
import { differences } from './diff-sets.ts';

/** The content of each response of an operation, by status. */
export type Contents = ReadonlyMap<string, Node>;

const isSuccess = (status: string): boolean => status.startsWith('2');

/** Compares which statuses an operation returns. */
export function compareStatuses(changes: Changes, where: string, before: Contents, after: Contents): void {
  const { removed, added } = differences(before.keys(), after.keys());
  for (const status of removed)
    // An error that does not happen breaks the types of programs that name it, and nothing else.
    changes.breaking(isSuccess(status) ? 'types, wire' : 'types', where, `no longer returns ${status}`);
  for (const status of added) compareAdded(changes, where, status, before, after);
}

/** A new status is additive if code that reads the others can read its response. */
function compareAdded(changes: Changes, where: string, status: string, before: Contents, after: Contents): void {
  const alike = [...before].filter(([other]) => isSuccess(other) === isSuccess(status)).map(([, content]) => content);
  const isKnown = alike.some((content) => isDeepStrictEqual(shapesIn(content), shapesIn(after.get(status)!)));
  const isFirst = alike.length === 0;
  if (isKnown || (isFirst && !isSuccess(status))) changes.additive(where, `may return ${status}`);
  else if (isSuccess(status) && Object.keys(after.get(status)!).length === 0)
    // The fetch client says that it may have no data anyway.
    changes.breaking('wire', where, `may return ${status}, without a body`);
  else if (isSuccess(status)) changes.breaking('types, wire', where, `may return ${status}, with another response`);
  else changes.breaking('types', where, `may return ${status}, with another error response`);
}

/** The schemas by media type, without examples. */
const shapesIn = (content: Node): Node =>
  Object.fromEntries(Object.entries(content).map(([type, media]) => [type, (media as Node)['schema']]));
