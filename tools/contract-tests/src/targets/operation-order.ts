import type { DocumentedOperation } from '../document/operations.ts';
import type { Target } from './target.ts';

/** Whether calling it changes nothing. */
export const isReadOnly = ({ method, repeatSafe }: DocumentedOperation): boolean => method === 'GET' && repeatSafe;

/** Whether a target may be asked to carry it out. */
export const mayCall = (target: Target, operation: DocumentedOperation): boolean =>
  target.kind === 'mock' || target.writes || isReadOnly(operation);

/** For a server that remembers: what shows ids comes first, what needs them later, and what removes things last. */
export function inOrder(operations: readonly DocumentedOperation[]): DocumentedOperation[] {
  const rank = ({ method, pathParameters }: DocumentedOperation): number => {
    if (method === 'DELETE') return 4;
    if (pathParameters.length === 0) return method === 'GET' ? 0 : 1;
    return method === 'GET' ? 2 : 3;
  };
  return [...operations].sort((a, b) => rank(a) - rank(b));
}
