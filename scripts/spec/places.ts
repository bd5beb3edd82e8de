import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../generate/paths.ts';

/** Where the spec and what is made from it are, seen from the root of the repository. */
export const SPEC_FOLDER = 'spec';
export const BUNDLE = 'packages/api/openapi.json';

export const inRepository = (path: string): string => join(root, path);
export const readText = (path: string): string => readFileSync(inRepository(path), 'utf8');
export const readBundle = (): unknown => JSON.parse(readText(BUNDLE));
