import { UsageError } from '../cli-error.ts';
import type { OperationTable, ResourceTable } from '../operations/operation-table.ts';
import { findResource, namespaces, resourcesIn } from '../resources.ts';

/** An operation that can be a tool. */
export interface CatalogOperation {
  /** Such as `smart.transactions.get`. */
  readonly id: string;
  readonly operation: OperationTable;
  readonly table: ResourceTable;
}

/**
 * The names of the resources that were asked for, as the API has them; all without names.
 *
 * @param written Namespaces and resources, such as `smart,payment.mandates`, also in the way of the command line.
 * @throws UsageError for an unknown one.
 */
export function resourceIds(written?: string): string[] {
  if (written === undefined) return namespaces().flatMap(idsIn);
  const names = written.split(',').map((name) => name.trim());
  return [...new Set(names.flatMap(idsOf))];
}

const idsIn = (namespace: string): string[] => resourcesIn(namespace).map((name) => `${namespace}.${name}`);

function idsOf(written: string): string[] {
  const [namespace = '', name, ...rest] = written.split('.');
  const found = name === undefined ? undefined : findResource(namespace, name);
  const ids = name === undefined ? idsIn(namespace) : found && rest.length === 0 ? [`${namespace}.${found.name}`] : [];
  if (ids.length === 0)
    throw new UsageError(
      `There is no resource ${JSON.stringify(written)}.`,
      `Known are namespaces (${namespaces().join(', ')}) and their resources, such as smart.transactions.`,
    );
  return ids;
}

/** The operations of resources. Files are left to the command line: no model reads their bytes, and nothing in them can be masked. */
export async function operationsOf(ids: readonly string[]): Promise<CatalogOperation[]> {
  const tables = await Promise.all(ids.map(tableOf));
  return tables.flatMap((table) =>
    Object.entries(table.operations)
      .filter(([, { isDownload }]) => !isDownload)
      .map(([verb, operation]) => ({ id: `${table.id}.${verb}`, operation, table })),
  );
}

function tableOf(id: string): Promise<ResourceTable> {
  const [namespace = '', name = ''] = id.split('.');
  return findResource(namespace, name)!.entry.load();
}

/** Operations with the most words in their ids and summaries; those with words in their ids come first. */
export function search(operations: readonly CatalogOperation[], query: string): CatalogOperation[] {
  const words = query
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map(singular);
  const countIn = (text: string): number => words.filter((word) => text.toLowerCase().includes(word)).length;
  const found = operations.map((one) => ({
    one,
    count: countIn(`${one.id} ${one.operation.summary}`),
    inResource: countIn(one.table.id),
  }));
  const best = Math.max(1, ...found.map(({ count }) => count));
  return found
    .filter(({ count }) => count === best)
    .sort((one, other) => other.inResource - one.inResource)
    .map(({ one }) => one);
}

const singular = (word: string): string => (word.length > 3 ? word.replace(/s$/, '') : word);
