import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { filesIn } from './files.ts';
import { generateFolder, outputFolders, record, root, targets } from './paths.ts';

/**
 * A hash of everything that `pnpm generate` reads (spec, templates, scripts, tool versions) and one of everything that it writes. If both
 * match the recorded ones, the committed code is up to date; no need to regenerate it, which would require Java.
 */
export interface Fingerprint {
  input: string;
  output: string;
}

const OTHER_INPUTS = [
  'spec/redocly.yaml',
  '.prettierrc.json',
  'packages/api/src/runtime/media-types.ts',
  'packages/api/src/runtime/url.ts',
  'tools/spec-tools/shared/capital.ts',
  'tools/spec-tools/shared/http-methods.ts',
];
const TOOLS = ['@openapitools/openapi-generator-cli', '@redocly/cli', 'openapi-typescript', 'prettier', 'typescript'];

export function fingerprint(): Fingerprint {
  const versions = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies as Record<
    string,
    string
  >;
  const tools = TOOLS.map((tool) => `${tool} ${versions[tool]}`).join('\n');
  const bundles = targets.flatMap((target) => ('bundle' in target ? [target.bundle] : []));
  return {
    input: hash(
      [
        ...targets.flatMap((target) => filesOfSpec(target.spec)),
        ...filesIn(generateFolder).filter((file) => !file.endsWith('.md')),
        ...OTHER_INPUTS.map((file) => join(root, file)),
      ],
      tools,
    ),
    output: hash([...bundles, ...outputFolders.flatMap(filesIn)].filter((file) => file !== record)),
  };
}

export const recorded = (): Fingerprint | undefined =>
  existsSync(record) ? (JSON.parse(readFileSync(record, 'utf8')) as Fingerprint) : undefined;

function hash(files: readonly string[], more = ''): string {
  const sum = createHash('sha256').update(more);
  // The same on Windows, which has other separators.
  const byName = new Map(files.map((file) => [relative(root, file).replaceAll(sep, '/'), file]));
  for (const [name, file] of [...byName].sort(([a], [b]) => (a < b ? -1 : 1)))
    sum.update(`\n${name}\n`).update(existsSync(file) ? readFileSync(file) : 'missing');
  return sum.digest('hex');
}

/** The files that the root of a spec refers to, directly or not. Others cannot change the output. */
function filesOfSpec(specRoot: string): string[] {
  const found = new Set([specRoot]);
  for (const file of found) {
    for (const [, target] of readFileSync(file, 'utf8').matchAll(/\$ref:\s*['"]?([^\s'"}#,]+)/g)) {
      const next = normalize(join(dirname(file), target!));
      if (existsSync(next)) found.add(next);
    }
  }
  return [...found];
}
