import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { findRuntimes, type Runtime } from '../../../runtime-tests/src/runtimes.ts';
import { configureWorkerd, workerdPort } from '../../../runtime-tests/src/workerd.ts';
import { bundleProgram } from '../bundle-program.ts';
import type { Cell, CellResult, Context } from '../cell.ts';
import type { Consumer } from '../consumer.ts';
import { environmentFor, MountedHandler } from './deliveries.ts';
import { documentedProgram } from './documented-program.ts';
import { NextApp } from './next-app.ts';
import { checkTypes } from './program-types.ts';
import { ServerProcess } from './server-process.ts';

const GROUP = 'servers';

/** A program in `programs/`. */
interface Program {
  readonly name: string;
  readonly file: string;
  readonly alias?: Readonly<Record<string, string>>;
  /** What runs it; Node without. */
  readonly runtime?: string;
}

const PROGRAMS: readonly Program[] = [
  { name: 'node:http', file: 'node-http' },
  { name: 'node:http2', file: 'node-http2' },
  { name: 'Express 4', file: 'express', alias: { express: 'express-4' } },
  { name: 'Express 5', file: 'express' },
  { name: 'Fastify 5', file: 'fastify' },
  { name: 'Koa 3', file: 'koa' },
  { name: 'Hono 4', file: 'hono' },
  { name: 'NestJS 12', file: 'nest' },
  { name: 'AWS Lambda', file: 'lambda' },
  { name: 'Deno.serve', file: 'deno', runtime: 'Deno' },
  { name: 'Bun.serve', file: 'bun', runtime: 'Bun' },
];

/** The push handler, mounted as the guide says in each framework and runtime, and fed over HTTP by the packed sandbox and by hand. */
export function serverCells(_consumer: Consumer): Cell[] {
  const { installed } = findRuntimes();
  const runtimeOf = (name: string): Runtime | undefined => installed.find((one) => one.name === name);
  return [
    ...PROGRAMS.map((program): Cell => {
      const runtime = program.runtime === undefined ? undefined : runtimeOf(program.runtime);
      return {
        group: GROUP,
        name: program.name,
        isSmoke: program.file === 'node-http' || program.file === 'lambda',
        missing: program.runtime && !runtime ? `${program.runtime} is not installed` : undefined,
        run: (context) => runProgram(program, runtime, context),
      };
    }),
    {
      group: GROUP,
      name: 'Workers',
      missing: runtimeOf('workerd') ? undefined : 'workerd is not installed',
      run: (context) => runWorker(runtimeOf('workerd')!, context),
    },
    { group: GROUP, name: 'types of the frameworks', run: ({ consumer }) => checkTypes(consumer) },
    ...['next', 'next-15'].map((name): Cell => ({
      group: GROUP,
      name: name === 'next' ? 'Next.js 16' : 'Next.js 15',
      ...(name === 'next-15' && { least: { of: 'Next.js', version: '15' } }),
      run: (context) => runNextApp(name, context),
    })),
  ];
}

function runProgram(
  { name, file, alias = {} }: Program,
  runtime: Runtime | undefined,
  context: Context,
): Promise<CellResult> {
  const { consumer, sandbox } = context;
  return sandbox.with(async (origins) => {
    const folder = consumer.project(`server-${name}`);
    const program = join(folder, 'server.mjs');
    await bundleProgram(`servers/programs/${file}.ts`, 'process', { consumer, alias, outfile: program });
    if (file === 'lambda')
      writeFileSync(join(folder, 'guide.mjs'), transformSync(documentedProgram('lambda.ts'), { loader: 'ts' }).code);
    const args = runtime?.name === 'Deno' ? ['run', '--no-prompt', '--allow-all', '--no-check', program] : [program];
    const server = new ServerProcess(runtime?.path ?? process.execPath, args, {
      cwd: folder,
      env: { ...process.env, DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1', ...environmentFor(origins) },
    });
    return checkAll(server, origins, (output) => {
      const [, places] = /^MOUNTED (.+)$/m.exec(output) ?? [];
      return places === undefined ? undefined : (JSON.parse(places) as Places);
    });
  });
}

function runWorker(runtime: Runtime, { consumer, sandbox }: Context): Promise<CellResult> {
  return sandbox.with(async (origins) => {
    const folder = consumer.project('server-workerd');
    await bundleProgram('servers/programs/worker.ts', 'worker', { consumer, outfile: join(folder, 'worker.js') });
    const config = configureWorkerd(folder, { module: 'worker.js', variables: environmentFor(origins) });
    const args = ['serve', '--control-fd=1', config];
    return checkAll(new ServerProcess(runtime.path, args, { cwd: folder, env: process.env }), origins, (output) => {
      const port = workerdPort(output);
      return port === undefined ? undefined : { '': `http://127.0.0.1:${port}/pushes` };
    });
  });
}

function runNextApp(name: string, { consumer, sandbox }: Context): Promise<CellResult> {
  return sandbox.with(async (origins) => {
    const app = new NextApp(consumer, name);
    await app.build();
    const server = app.start(environmentFor(origins));
    let page = '';
    const result = await checkAll(server, origins, async (output) => {
      const [origin] = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(output) ?? [];
      if (!origin || !output.includes('Ready')) return undefined;
      page = await (await fetch(origin)).text();
      if (!/payments: \d+/.test(page)) throw new Error(`The page has no payments.\n${page}\n${output}`);
      return { '': `${origin}/pushes` };
    });
    return { ...result, seen: `built without a variable, a page, ${result.seen}` };
  });
}

/** URLs of the handler, by what is special there. */
type Places = Readonly<Record<string, string>>;

async function checkAll(
  server: ServerProcess,
  origins: ConstructorParameters<typeof MountedHandler>[2],
  placesIn: (output: string) => Places | undefined | Promise<Places | undefined>,
): Promise<CellResult> {
  try {
    const places = await server.waitFor('the server listens', placesIn);
    const facts = new Set<string>();
    for (const [name, url] of Object.entries(places)) {
      try {
        facts.add(`${await new MountedHandler(url, server, origins).check()}`);
      } catch (error) {
        throw name === '' ? error : new Error(`${name}: ${(error as Error).message}`, { cause: error });
      }
    }
    const names = Object.keys(places).filter((name) => name !== '');
    return {
      seen: `a payment, and deliveries of 8 kinds${names.length > 0 ? ` (${names.join('; ')})` : ''}`,
      facts: { GET: [...facts].join(', ') },
    };
  } finally {
    await server.stop();
  }
}
