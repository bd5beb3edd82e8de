import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The published packages, each after those that it depends on: the order to publish in. */
export const PUBLISHED = ['api', 'client', 'sandbox', 'cli'] as const;
export type PublishedPackage = (typeof PUBLISHED)[number];

/** A file that `exports` names, by condition. */
export interface ExportTarget {
  readonly import: { readonly types: string; readonly default: string };
  readonly require: { readonly types: string; readonly default: string };
}

/** The fields of a manifest that releases read. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string | ExportTarget>>;
  readonly files: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  /** Where the source is. Provenance requires it. */
  readonly repository?: unknown;
}

/** @param repository This one, or a copy of it. */
export const folderOf = (name: PublishedPackage, repository = root): string => join(repository, 'packages', name);

export const manifestOf = (name: PublishedPackage, repository = root): Manifest =>
  JSON.parse(readFileSync(join(folderOf(name, repository), 'package.json'), 'utf8')) as Manifest;
