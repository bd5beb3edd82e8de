import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The paths of the spec and its bundle, relative to the root of the repository. */
export const SPEC_FOLDER = 'spec';
export const BUNDLE = 'packages/api/openapi.json';

export const inRepository = (path: string): string => join(root, path);
export const readText = (path: string): string => readFileSync(inRepository(path), 'utf8');
export const readBundle = (): unknown => JSON.parse(readText(BUNDLE));
