import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Cell } from './cell.ts';
import type { Consumer } from './consumer.ts';

const GROUP = 'typescript';
const PROGRAMS = fileURLToPath(new URL('typed', import.meta.url));

/** The oldest that understands the declarations, as the README says, to the newest: the package of each compiler. */
const VERSIONS = {
  '5.4': 'typescript-5.4',
  '5.6': 'typescript-5.6',
  '5.9': 'typescript',
  '6.0': 'typescript-6',
  '7.0': 'typescript-7',
} as const;
type Version = keyof typeof VERSIONS;

const MODES = ['node10', 'node16', 'nodenext', 'bundler'] as const;
type Mode = (typeof MODES)[number];

/** What a project knows of its surroundings, and the program that is only for those. */
const LIBRARIES = {
  DOM: { lib: ['es2022', 'dom', 'dom.iterable'], types: [], programs: [] },
  'ES2022 and @types/node': { lib: ['es2022'], types: ['node'], programs: ['node-servers.ts'] },
  'DOM and @types/node': { lib: ['es2022', 'dom', 'dom.iterable'], types: ['node'], programs: ['node-servers.ts'] },
  '@cloudflare/workers-types': { lib: ['es2022'], types: ['@cloudflare/workers-types'], programs: ['worker.ts'] },
} as const;
type Library = keyof typeof LIBRARIES;

/**
 * The declarations for every compiler: each with every module mode, and each with every library, but not all pairs of these, which would take minutes.
 */
export function typescriptCells(consumer: Consumer): Cell[] {
  const versions = Object.keys(VERSIONS) as Version[];
  const libraries = Object.keys(LIBRARIES) as Library[];
  return [
    ...versions.flatMap((version, row) =>
      MODES.map((mode, column) => ({ version, mode, library: libraries[(row + column) % libraries.length]! }))
        // The native compiler has dropped it; its library is for the next mode.
        .map((one) => (version === '7.0' && one.mode === 'node10' ? { ...one, mode: 'bundler' as const } : one))
        .map(compileCell),
    ),
    ...(['5.9', '7.0'] as const).map(isolatedCell),
    strippedCell,
    denoCell('2.4', consumer.find('deno-oldest/deno')),
  ];
}

const compileCell = ({ version, mode, library }: { version: Version; mode: Mode; library: Library }): Cell => ({
  group: GROUP,
  name: `TypeScript ${version}, ${mode}, ${library}`,
  isSmoke: version === '5.4' && mode === 'nodenext',
  ...(version === '5.4' && mode === 'nodenext' && { least: { of: 'TypeScript', version } }),
  run: async ({ consumer }) => {
    const { lib, types, programs } = LIBRARIES[library];
    const isCommonJsKnown = mode === 'node16' || mode === 'nodenext';
    const files = [
      'every-entry.ts',
      ...programs,
      ...(isCommonJsKnown && types[0] !== '@cloudflare/workers-types'
        ? ['common-js.cts', 'loads-common-js.cts', 'both-ways.mts']
        : []),
    ];
    const folder = await compile(consumer, version, {
      files,
      compilerOptions: {
        declaration: true,
        emitDeclarationOnly: true,
        outDir: 'out',
        lib,
        types,
        ...moduleOptions(version, mode),
      },
    });
    assertNamed(readFileSync(join(folder, 'out/every-entry.d.ts'), 'utf8'));
    return { seen: `${files.join(', ')} compile, and their declarations name every type` };
  },
});

function moduleOptions(version: Version, mode: Mode): object {
  if (mode === 'node16' || mode === 'nodenext') return { module: mode };
  const isDeprecated = mode === 'node10' && version === '6.0';
  return { module: 'esnext', moduleResolution: mode, ...(isDeprecated && { ignoreDeprecations: '6.0' }) };
}

/** The declarations of a user's project stand alone: no private type is copied into them, and none is lost. */
function assertNamed(declarations: string): void {
  if (!/transport: import\("@secuconnect\/\w+"\)\.Transport</.test(declarations))
    throw new Error(`The transport has no named type:\n${declarations}`);
  const wrong = /#private|^export declare const \w+: any\b/m.exec(declarations);
  if (wrong !== null) throw new Error(`The declarations contain ${wrong[0]}:\n${declarations}`);
}

/** A project that demands of every file that its declarations can be written without looking at others. */
const isolatedCell = (version: Version): Cell => ({
  group: GROUP,
  name: `TypeScript ${version}, isolated declarations`,
  run: async ({ consumer }) => {
    const options = { isolatedDeclarations: true, declaration: true, erasableSyntaxOnly: true };
    await compile(consumer, version, {
      files: ['annotated.ts'],
      compilerOptions: { noEmit: true, ...options, module: 'nodenext', lib: LIBRARIES.DOM.lib, types: [] },
    });
    return { seen: 'annotated.ts compiles' };
  },
});

/** @returns The folder of the project. */
async function compile(
  consumer: Consumer,
  version: Version,
  { files, compilerOptions }: { files: readonly string[]; compilerOptions: object },
): Promise<string> {
  const folder = consumer.project(`typescript-${version}`);
  cpSync(PROGRAMS, folder, { recursive: true });
  const config = {
    files,
    compilerOptions: {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
      skipLibCheck: false,
      target: 'es2022',
      ...compilerOptions,
    },
  };
  consumer.write(folder, { 'tsconfig.json': JSON.stringify(config) });
  const tsc = join(consumer.packageFolder(VERSIONS[version]), 'bin/tsc');
  await consumer.node([tsc, '-p', '.', '--pretty', 'false'], { cwd: folder });
  return folder;
}

/** Type stripping, as in Node 24: every syntax of the programs can be erased. */
const strippedCell: Cell = {
  group: GROUP,
  name: 'Node 24, without a compiler',
  run: async ({ consumer }) => {
    const folder = consumer.project('stripped');
    cpSync(PROGRAMS, folder, { recursive: true });
    const env = { SECUCONNECT_ENVIRONMENT: 'testing', SECUCONNECT_TOKEN: 'token' };
    const output = await consumer.node(['load.ts'], { cwd: folder, env });
    if (output.trim() !== 'Secuconnect') throw new Error(`It has printed ${output}`);
    return { seen: 'node load.ts' };
  },
};

const denoCell = (name: string, path: string | undefined): Cell => ({
  group: GROUP,
  name: `deno check, ${name}`,
  missing: path === undefined ? 'it is not installed' : undefined,
  run: async ({ consumer }) => {
    const folder = consumer.project('deno-check');
    cpSync(PROGRAMS, folder, { recursive: true });
    const files = ['every-entry.ts', 'annotated.ts'];
    await consumer.run(path!, ['check', '--quiet', '--node-modules-dir=manual', ...files], { cwd: folder });
    return { seen: `${files.join(', ')} pass` };
  },
});
