import type { Operation } from './operations.ts';

export type Lookup = (method: string, path: string) => Operation | undefined;

/**
 * Finds the operation of a request. If several path templates match, the one with the most literal segments wins. An empty segment is a value
 * too: the operation rejects it.
 */
export function createLookup(operations: readonly Operation[]): Lookup {
  const entries = operations.map((operation) => ({
    operation,
    method: operation.method.toUpperCase(),
    pattern: new RegExp(`^${operation.path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/{\w+}/g, '[^/]*')}$`),
    parameters: operation.path.split('{').length,
  }));
  entries.sort((a, b) => a.parameters - b.parameters);
  return (method, path) =>
    entries.find((entry) => entry.method === method.toUpperCase() && entry.pattern.test(path))?.operation;
}
