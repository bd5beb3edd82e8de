import { globSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { folderOf, type PublishedPackage } from './published-packages.ts';

/** The name of a package in the path of one of its files. */
const IN_NODE_MODULES = /\/node_modules\/(?<name>(?:@[^/]+\/)?[^/]+)/;
/** A line of declarations with types of others, which the build writes. */
const TYPES_OF_OTHERS = /^\/\/ Contains types of (?<names>.+): see/m;

export const noticesFile = (name: PublishedPackage): string => join(folderOf(name), 'THIRD-PARTY-NOTICES.md');

/** Writes the notices of a built package, or removes them where it contains nothing of others. */
export function writeNotices(name: PublishedPackage): void {
  const notices = noticesOf(name);
  if (notices === undefined) rmSync(noticesFile(name), { force: true });
  else writeFileSync(noticesFile(name), notices);
}

/** The licences of what a built package contains of others. Undefined if that is nothing. */
export function noticesOf(name: PublishedPackage): string | undefined {
  const bundled = bundledPackages(name);
  if (bundled.length === 0) return undefined;
  const own = [folderOf(name), folderOf('api')].map((folder) => join(folder, 'package.json'));
  const found: string[] = [];
  // A package may be found from another one only, whose dependency it is.
  for (const one of bundled) found.push(manifestOf(one, [...own, ...found]));
  const sections = found.map(sectionOf);
  return `# Third-party notices\n\n\`@secuconnect/${name}\` contains code or types of these packages.\n\n${sections.join('\n')}`;
}

/** The third-party packages in the source maps of code and in declarations. */
export function bundledPackages(name: PublishedPackage): string[] {
  const cwd = join(folderOf(name), 'dist');
  const read = (pattern: string): string[] =>
    globSync(pattern, { cwd }).map((file) => readFileSync(join(cwd, file), 'utf8'));
  const ofCode = read('**/*.map')
    .flatMap((map) => (JSON.parse(map) as { readonly sources: string[] }).sources)
    .map((source) => IN_NODE_MODULES.exec(source)?.groups?.['name']);
  const ofTypes = read('**/*.d.cts').flatMap((text) => TYPES_OF_OTHERS.exec(text)?.groups?.['names']?.split(', '));
  const names = [...ofCode, ...ofTypes].filter((one) => one !== undefined);
  return [...new Set(names)].filter((one) => !one.startsWith('@secuconnect/')).sort();
}

function manifestOf(name: string, from: readonly string[]): string {
  for (const manifest of from)
    try {
      const found = findPackageJSON(name, manifest);
      if (found !== undefined) return realpathSync(found);
    } catch {
      // It is not a dependency of this one.
    }
  throw new Error(
    `${name} is bundled, but cannot be found. Add it to the devDependencies of the package that bundles it.`,
  );
}

function sectionOf(manifest: string): string {
  const { name, version, license } = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>;
  const [file] = globSync('LICEN[CS]E*', { cwd: dirname(manifest) });
  if (file === undefined) throw new Error(`${name} has no file with its licence.`);
  const text = readFileSync(join(dirname(manifest), file), 'utf8')
    .replaceAll('\r\n', '\n')
    .trim();
  return `## ${name} ${version} (${license})\n\n\`\`\`text\n${text}\n\`\`\`\n`;
}
