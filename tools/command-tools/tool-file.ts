import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The JavaScript file of a tool, for `node <file>`. What is in `node_modules/.bin` needs a shell: it is a script there, and a `.cmd` file on
 * Windows. A shell would read the path of the repository as code.
 *
 * @param packageName The package, whose only or first tool it is.
 */
export function toolFile(packageName: string): string {
  const manifest = findPackageJSON(packageName, import.meta.url);
  if (manifest === undefined) throw new Error(`${packageName} is not installed. Run \`npx pnpm install\`.`);
  // The `bin` of pnpm is a shell script.
  if (packageName === 'pnpm') return join(dirname(manifest), 'bin', 'pnpm.mjs');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: string | Record<string, string> };
  return join(dirname(manifest), typeof bin === 'string' ? bin : Object.values(bin)[0]!);
}
