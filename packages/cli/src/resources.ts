import { resources } from './generated/index.ts';
import type { ResourceEntry } from './operations/operation-table.ts';
import { findName } from './operations/names.ts';

/** The namespaces of the operations. */
export const namespaces = (): string[] => [
  ...new Set(Object.keys(resources).map((id) => id.slice(0, id.indexOf('.')))),
];

/** The resources of a namespace, without its name. */
export const resourcesIn = (namespace: string): string[] =>
  Object.keys(resources)
    .filter((id) => id.startsWith(`${namespace}.`))
    .map((id) => id.slice(namespace.length + 1));

/** A resource, and the verbs of its operations. */
export interface FoundResource {
  /** As the API has it. */
  readonly name: string;
  readonly entry: ResourceEntry;
  readonly verbs: readonly string[];
}

/** Finds a resource by its name in the way of the command line, or as the API has it. */
export function findResource(namespace: string, written: string): FoundResource | undefined {
  const name = findName(resourcesIn(namespace), written);
  if (name === undefined) return undefined;
  const entry = resources[`${namespace}.${name}`]!;
  return { name, entry, verbs: Object.keys(entry.summaries) };
}
