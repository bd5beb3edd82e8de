import type { DocumentedOperation } from '../document/operations.ts';
import type { Target } from './target.ts';

/** Whether a call of the operation changes nothing. */
export const isReadOnly = ({ method, safe }: DocumentedOperation): boolean => method === 'GET' && safe;

/** Whether the suite may call the operation on the target. */
export const mayCall = (target: Target, operation: DocumentedOperation): boolean =>
  target.kind === 'mock' || target.writes || isReadOnly(operation);

/** The order for a stateful server: first operations that return ids, then operations that need them, deletions last. */
export function inCallOrder(operations: readonly DocumentedOperation[]): DocumentedOperation[] {
  const rank = ({ method, pathParameters }: DocumentedOperation): number => {
    if (method === 'DELETE') return 4;
    if (pathParameters.length === 0) return method === 'GET' ? 0 : 1;
    return method === 'GET' ? 2 : 3;
  };
  return [...operations].sort((a, b) => rank(a) - rank(b));
}
