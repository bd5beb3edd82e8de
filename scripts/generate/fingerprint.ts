import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { apiGenerated, bundle, clientGenerated, generateFolder, reference, root, specRoot } from './paths.ts';

/**
 * One hash over all that generation reads (spec, templates, scripts, tool versions) and one over all that it writes. When both
 * are the recorded ones, nothing has to be regenerated to know that the committed code is fresh, and Java is not needed.
 */
export interface Fingerprint {
  input: string;
  output: string;
}

const RECORD = join(apiGenerated, 'fingerprint.json');
const CONFIGURATION = ['redocly.yaml', 'openapitools.json', '.prettierrc.json'];
const TOOLS = ['@openapitools/openapi-generator-cli', '@redocly/cli', 'openapi-typescript', 'prettier', 'typescript'];

export function fingerprint(): Fingerprint {
  const versions = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies as Record<
    string,
    string
  >;
  const tools = TOOLS.map((tool) => `${tool} ${versions[tool]}`).join('\n');
  return {
    input: hash(
      [...filesOfSpec(), ...filesIn(generateFolder), ...CONFIGURATION.map((file) => join(root, file))],
      tools,
    ),
    output: hash(
      [bundle, ...filesIn(apiGenerated), ...filesIn(clientGenerated), ...filesIn(reference)].filter(
        (file) => file !== RECORD,
      ),
    ),
  };
}

export const recorded = (): Fingerprint | undefined =>
  existsSync(RECORD) ? (JSON.parse(readFileSync(RECORD, 'utf8')) as Fingerprint) : undefined;

export const recordFile = RECORD;

function hash(files: readonly string[], more = ''): string {
  const sum = createHash('sha256').update(more);
  for (const file of [...files].sort())
    sum.update(`\n${relative(root, file)}\n`).update(existsSync(file) ? readFileSync(file) : 'missing');
  return sum.digest('hex');
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The files that the root of the spec leads to; one that nothing refers to cannot change the output. */
function filesOfSpec(): string[] {
  const found = new Set([specRoot]);
  for (const file of found) {
    for (const [, target] of readFileSync(file, 'utf8').matchAll(/\$ref:\s*['"]?([^\s'"}#,]+)/g)) {
      const next = normalize(join(dirname(file), target!));
      if (existsSync(next)) found.add(next);
    }
  }
  return [...found];
}
