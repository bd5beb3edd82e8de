import { fileURLToPath } from 'node:url';

/** Where generation reads and writes, in one place: absolute paths, so that a script works from any folder. */
const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const root = at('');
export const specRoot = at('spec/openapi.yaml');
export const templates = at('scripts/generate/templates');
export const generateFolder = at('scripts/generate');
export const bundle = at('packages/api/openapi.json');
export const apiGenerated = at('packages/api/src/generated');
export const clientGenerated = at('packages/client/src/generated');
export const reference = at('docs/reference');
export const cache = at('.cache');
