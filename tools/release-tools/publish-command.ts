import { distTagOf } from './dist-tag.ts';
import type { Prepared } from './prepare-release.ts';

export interface PublishOptions {
  /** Whether npm signs where and from what the package was built. Only a workflow with `id-token: write` can. */
  readonly provenance: boolean;
  /** @default The registry of npm's configuration. */
  readonly registry?: string | undefined;
}

/** The arguments of npm that upload a tarball. */
export const publishArguments = (
  { path, version }: Pick<Prepared, 'path' | 'version'>,
  { provenance, registry }: PublishOptions,
): string[] => [
  'publish',
  path,
  '--access',
  'public',
  ...(provenance ? ['--provenance'] : []),
  '--tag',
  distTagOf(version),
  ...(registry === undefined ? [] : ['--registry', registry]),
];
