import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { findRuntimes, type Runtime } from '../../runtime-tests/src/runtimes.ts';
import type { Cell, CellResult, Context } from './cell.ts';
import type { Consumer } from './consumer.ts';
import { bundleProgram } from './bundle-program.ts';
import type { Origins } from './sandbox-for-cells.ts';
import type { ScenarioResult } from './program/scenarios.ts';

/** How long all scenarios may take. */
const TIMEOUT_MS = 90_000;
const GROUP = 'runtimes';

type Format = 'esm' | 'cjs';

/** The scenarios in every runtime, with the packages as they are installed; workers and pages get them from a bundle. */
export function runtimeCells(consumer: Consumer): Cell[] {
  const { installed, missing } = findRuntimes({
    node: { '20.0': consumer.find('node-20-oldest/bin/node') },
    bun: { '1.3': consumer.find('bun-oldest/bin/bun') },
    deno: { '2.4': consumer.find('deno-oldest/deno') },
  });
  return [
    ...installed.flatMap((runtime) => formatsOf(runtime).map((format) => cellOf(runtime, format))),
    ...missing.map((name) => ({ group: GROUP, name, missing: 'it is not installed', run: () => ({ seen: '' }) })),
  ];
}

const formatsOf = ({ name }: Runtime): Format[] => (name.startsWith('Node') ? ['esm', 'cjs'] : ['esm']);

const cellOf = (runtime: Runtime, format: Format): Cell => ({
  group: GROUP,
  name: `${runtime.name}${runtime.name.startsWith('Node') ? `, ${format === 'esm' ? 'ESM' : 'CommonJS'}` : ''}`,
  isSmoke: runtime.name === 'Node 24',
  ...leastOf(runtime, format),
  run: ({ consumer, sandbox }) => sandbox.with((origins) => runScenariosIn(runtime, format, { consumer, origins })),
});

/** The runtimes that were asked for beside the newest ones are the oldest that are supported. */
function leastOf({ name, version }: Runtime, format: Format): Pick<Cell, 'least'> {
  const [, of = ''] = /^(Node|Bun|Deno) \d+\.\d+$/.exec(name) ?? [];
  return of && format === 'esm' ? { least: { of, version } } : {};
}

async function runScenariosIn(
  runtime: Runtime,
  format: Format,
  { consumer, origins }: { consumer: Context['consumer']; origins: Origins },
): Promise<CellResult> {
  const folder = consumer.project(`runtime-${runtime.name}-${format}`);
  const reporter = new Reporter(origins.sandbox);
  const origin = await reporter.listen();
  const control = runtime.kind === 'page' ? origin : origins.sandbox;
  const settings = { ...origins, control, reportUrl: `${origin}/report` };
  const program = join(folder, format === 'esm' ? 'program.mjs' : 'program.cjs');
  reporter.program = await bundleProgram(`program/${runtime.kind}.ts`, runtime.kind, {
    consumer,
    format,
    settings,
    outfile: program,
  });
  const child = runtime.start({ program, pageUrl: `${origin}/page`, folder });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    const results = await Promise.race([reporter.results, earlyEnd(exited), lateEnd()]);
    const failed = results.filter(({ error }) => error !== undefined);
    if (failed.length > 0) throw new Error(failed.map(({ name, error }) => `${name}: ${error}`).join('\n'));
    const facts = results.flatMap(({ name, fact }): [string, string][] => (fact === undefined ? [] : [[name, fact]]));
    return { seen: `${results.length} scenarios, version ${runtime.version}`, facts: Object.fromEntries(facts) };
  } finally {
    child.kill();
    await exited;
    reporter.close();
  }
}

/** A process that has reported has the time to end before its end counts. */
const earlyEnd = async (exited: Promise<void>): Promise<never> => {
  await exited;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  throw new Error('It has ended without a report.');
};

const lateEnd = (): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error('It took too long.')), TIMEOUT_MS).unref();
  });

/** Takes the report of a program. For pages it also serves the program, and passes on what they ask of the control API. */
class Reporter {
  readonly results: Promise<ScenarioResult[]>;
  program = '';
  readonly #sandbox: string;
  readonly #server = createServer((request, response) => void this.#respond(request, response));
  #resolve!: (results: ScenarioResult[]) => void;

  constructor(sandbox: string) {
    this.#sandbox = sandbox;
    this.results = new Promise((resolve) => (this.#resolve = resolve));
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as { port: number }).port}`;
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '', method = 'GET' } = request;
    if (url === '/page') {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><script type="module" src="/program.js"></script>');
    } else if (url === '/program.js') {
      response.setHeader('content-type', 'text/javascript; charset=utf-8');
      response.end(this.program);
    } else if (url === '/report') {
      this.#resolve(JSON.parse(await textOf(request)) as ScenarioResult[]);
      response.end();
    } else if (url.startsWith('/_sandbox/')) {
      const body = await textOf(request);
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(this.#sandbox + url, { method, headers, ...(body && { body }) });
      response.writeHead(answer.status, headers).end(await answer.text());
    } else {
      response.writeHead(404).end();
    }
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string;
  return text;
}
