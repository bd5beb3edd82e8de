import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CHROMIUM, findProgram } from '../../command-tools/find-program.ts';
import { configureWorkerd, workerdPort } from './workerd.ts';

/** How a program gets into a runtime. */
export type ProgramKind = 'process' | 'worker' | 'page';

/** A runtime on this machine. */
export interface Runtime {
  /** Such as `Node 24`. */
  readonly name: string;
  /** Such as `24.21.0`. */
  readonly version: string;
  readonly kind: ProgramKind;
  /** Whether it speaks HTTP/2 with a server that offers it, and trusts the certificate of the run. */
  readonly http2: boolean;
  /** Whether the client can make it send every write once. Browsers have no setting for that. */
  readonly sendsOnce: boolean;
  /** Path of its program. */
  readonly path: string;
  /** Starts the program. */
  readonly start: (run: Run) => ChildProcess;
}

/** What a runtime needs to know of a run. */
export interface Run {
  /** Path of the bundled program. */
  readonly program: string;
  /** URL of the page that contains the program, for browsers. */
  readonly pageUrl: string;
  /** A folder for this run. */
  readonly folder: string;
  /** Path of the certificate that the runtime has to trust, if the run has one. */
  readonly certificate?: string;
}

const resolve = createRequire(import.meta.url).resolve;

/** The file of an optional package, or the first of these programs on the path. */
function find(file: string, ...programs: string[]): string | undefined {
  try {
    return resolve(file);
  } catch {
    // Not for this system: what is installed on it serves as well.
  }
  return findProgram(...programs);
}

const versionOf = (path: string): string =>
  /\d[\d.-]*[\d]/.exec(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout)?.[0] ?? 'of unknown version';

const inherit: SpawnOptions = { stdio: ['ignore', 'inherit', 'inherit'] };

type Definition = Omit<Runtime, 'version' | 'path' | 'start'> & {
  readonly path: string | undefined;
  readonly start: (path: string, run: Run) => ChildProcess;
};

const node = (
  name: string | number,
  path: string | undefined,
  { http2 = false, transport }: { http2?: boolean; transport?: 'nodeFetch' | 'undici-7' | 'undici-8' } = {},
): Definition => ({
  name: `Node ${name}`,
  kind: 'process',
  http2,
  sendsOnce: true,
  path,
  start: (program, { program: file, certificate }) =>
    spawn(program, [file], {
      ...inherit,
      env: {
        ...process.env,
        ...(certificate && { NODE_EXTRA_CA_CERTS: certificate }),
        ...(transport === 'nodeFetch' && { NODE_FETCH: '1' }),
        ...(transport?.startsWith('undici') && { UNDICI: pathToFileURL(resolve(transport)).href }),
      },
    }),
});

const bun = (name: string, path: string | undefined): Definition => ({
  name,
  kind: 'process',
  http2: false,
  sendsOnce: true,
  path,
  start: (file, { program }) => spawn(file, [program], inherit),
});

const deno = (name: string, path: string | undefined): Definition => ({
  name,
  kind: 'process',
  http2: true,
  sendsOnce: true,
  path,
  start: (file, { program, certificate }) =>
    spawn(
      file,
      ['run', '--no-prompt', '--allow-all', '--no-check', ...(certificate ? [`--cert=${certificate}`] : []), program],
      { ...inherit, env: { ...process.env, DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' } },
    ),
});

const chromium = (path: string, { pageUrl, folder, certificate }: Run): ChildProcess =>
  spawn(
    path,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      ...(certificate ? ['--ignore-certificate-errors'] : []),
      `--user-data-dir=${join(folder, 'chromium')}`,
      pageUrl,
    ],
    { stdio: 'ignore' },
  );

const definitions = (): Definition[] => [
  node(20, find('node-20/bin/node')),
  node(22, find('node-22/bin/node')),
  node(Number(process.versions.node.split('.')[0]), process.execPath),
  node(26, find('node-26/bin/node'), { http2: true }),
  // The oldest and the newest: a pool of connections that takes the place of Node's own has to fit all of them.
  node('20 with nodeFetch', find('node-20/bin/node'), { transport: 'nodeFetch' }),
  node('26 with nodeFetch', find('node-26/bin/node'), { transport: 'nodeFetch' }),
  node('20 with undiciFetch', find('node-20/bin/node'), { transport: 'undici-7' }),
  node('26 with undiciFetch', find('node-26/bin/node'), { transport: 'undici-8', http2: true }),
  bun('Bun', find('@oven/bun-linux-x64/bin/bun', 'bun')),
  deno('Deno', find('@deno/linux-x64-glibc/deno', 'deno')),
  {
    name: 'workerd',
    kind: 'worker',
    http2: false,
    sendsOnce: true,
    path: find('@cloudflare/workerd-linux-64/bin/workerd', 'workerd'),
    start: startWorkerd,
  },
  {
    name: 'Chromium',
    kind: 'page',
    http2: true,
    sendsOnce: false,
    path: findProgram(...CHROMIUM),
    start: chromium,
  },
  {
    name: 'Firefox',
    kind: 'page',
    http2: false,
    sendsOnce: false,
    path: findProgram('firefox', 'firefox-esr'),
    start: (path, { pageUrl, folder }) =>
      spawn(path, ['--headless', '--no-remote', '--profile', folder, pageUrl], { stdio: 'ignore' }),
  },
];

/** Programs of other versions, by path; `undefined` for one that is not installed. */
export interface FurtherRuntimes {
  readonly node?: Readonly<Record<string, string | undefined>>;
  readonly bun?: Readonly<Record<string, string | undefined>>;
  readonly deno?: Readonly<Record<string, string | undefined>>;
}

/** The runtimes that are installed, and the names of those that are missing. */
export function findRuntimes(further: FurtherRuntimes = {}): { installed: Runtime[]; missing: string[] } {
  const installed: Runtime[] = [];
  const missing: string[] = [];
  const others = [
    ...Object.entries(further.node ?? {}).map(([version, path]) => node(version, path)),
    ...Object.entries(further.bun ?? {}).map(([version, path]) => bun(`Bun ${version}`, path)),
    ...Object.entries(further.deno ?? {}).map(([version, path]) => deno(`Deno ${version}`, path)),
  ];
  for (const { path, start, ...runtime } of [...definitions(), ...others]) {
    if (path) installed.push({ ...runtime, path, version: versionOf(path), start: (run) => start(path, run) });
    else missing.push(runtime.name);
  }
  return { installed, missing };
}

/** Workers run when a request arrives; the port is printed by workerd. */
function startWorkerd(path: string, { program, folder }: Run): ChildProcess {
  const config = configureWorkerd(folder, { module: basename(program) });
  const child = spawn(path, ['serve', '--control-fd=3', config], { stdio: ['ignore', 'inherit', 'ignore', 'pipe'] });
  child.stdio[3]!.on('data', (data: Buffer) => {
    const port = workerdPort(data.toString());
    if (port) fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
  });
  return child;
}
