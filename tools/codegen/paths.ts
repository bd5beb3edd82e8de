import { fileURLToPath } from 'node:url';

/** The paths that generation reads and writes: absolute, so that the command works from any folder. */
const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const root = at('');
export const templates = at('tools/codegen/templates');
export const generateFolder = at('tools/codegen');

/** The spec of the API, and a small one with every hard case, whose output the tests compile and run. */
export const targets = [
  {
    spec: at('spec/openapi.yaml'),
    bundle: at('packages/api/openapi.json'),
    api: at('packages/api/src/generated'),
    client: at('packages/client/src/generated'),
    cli: at('packages/cli/src/generated'),
    reference: at('docs/reference'),
  },
  {
    spec: at('packages/api/test/golden/openapi.yaml'),
    api: at('packages/api/test/golden/generated'),
    reference: at('packages/api/test/golden/reference'),
  },
] as const;

/** Folders that contain generated files only. */
export const outputFolders: readonly string[] = targets.flatMap((target) =>
  ['api', 'client', 'cli', 'reference'].flatMap((key) => (target as Record<string, string>)[key] ?? []),
);

/** The recorded fingerprint: see `fingerprint.ts`. */
export const record = at('packages/api/src/generated/fingerprint.json');
export const cache = at('.cache');

/** Settings of the tools that generation runs. */
export const redoclyConfig = at('spec/redocly.yaml');
export const openapitools = at('tools/codegen/openapitools.json');
