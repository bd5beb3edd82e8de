/**
 * `pnpm bench:docs [name …]`: runs all benchmarks, one after another, and writes docs/benchmarks.md. With names it runs those only, and takes the others
 * from their last run.
 */
import '../tools/command-tools/errors.ts';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { formattedPage } from '../tools/docs-tools/markdown.ts';
import { benchmarkPage, type Section } from './page.ts';
import type { Report } from './report.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const PAGE = join(root, 'docs', 'benchmarks.md');
const FOLDER = join(root, '.cache', 'bench-reports');

interface Benchmark {
  readonly program: string;
  readonly title: string;
  readonly text: string;
  /** Whether it prints text only. */
  readonly isText?: boolean;
}

/** The name is that of the command, after `bench:`. */
const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  http: {
    program: 'http/command.ts',
    title: 'Over HTTP',
    text: `\`pnpm bench:http\`: the server is a process of its own and responds at once, connections are kept. All ways take turns in one process, so that they share the
code of Node, as in a program with several clients; \`--alone\` gives each one a process of its own. \`--profile <way>\` prints where the time of a GET is spent.
Bytes are the growth of the heap and of buffers from one full garbage collection on, as long as no other one follows.`,
  },
  overhead: {
    program: 'overhead.ts',
    title: 'In memory',
    text: `\`pnpm bench:overhead\`: the same calls over a \`fetch\` that returns a \`Response\` at once, so that everything else is the client. The client has
token, retries, timeouts and errors. The first row compares raw \`fetch\` with itself: it says how exact the others are.`,
  },
  startup: {
    program: 'startup/command.ts',
    title: 'Import',
    text: `\`pnpm bench:startup\`: a fresh process per sample, in turns. The import itself is measured inside the process, which is more exact than the
whole start.`,
  },
  paging: {
    program: 'paging.ts',
    title: 'Lists',
    text: `\`pnpm bench:paging\`: a loop over all items, compared with a bare loop that fetches and parses the same pages.`,
  },
  leaks: {
    program: 'leaks/command.ts',
    title: 'Failed calls',
    text: `\`pnpm bench:leaks\`: timeouts, resets and status 500 in turn, over HTTP, with one signal for all calls and no retries. It fails above the limits.`,
  },
  size: {
    program: 'size.ts',
    title: 'Size',
    text: `\`pnpm bench:size\`: minified bundles. It fails above the limits.`,
    isText: true,
  },
};

const { positionals } = parseArgs({ allowPositionals: true });
for (const name of positionals)
  if (!(name in BENCHMARKS))
    throw new Error(`There is no benchmark "${name}", but: ${Object.keys(BENCHMARKS).join(', ')}.`);

mkdirSync(FOLDER, { recursive: true });
const sections = Object.entries(BENCHMARKS).map(([name, benchmark]): Section => {
  const { title, text, isText = false } = benchmark;
  const file = join(FOLDER, isText ? `${name}.txt` : `${name}.json`);
  if (positionals.length === 0 || positionals.includes(name) || !existsSync(file)) run(name, benchmark, file);
  const content = readFileSync(file, 'utf8');
  return isText ? { title, text, output: content } : { title, text, report: JSON.parse(content) as Report };
});
const previous = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
writeFileSync(PAGE, await formattedPage(benchmarkPage(sections, previous)));

/** Status 1 may be a limit that is not kept, which the page shows: the command has written its report all the same. */
function run(name: string, { program, isText = false }: Benchmark, file: string): void {
  console.log(`\n# bench:${name}`);
  rmSync(file, { force: true });
  const args = [join(root, 'bench', program), ...(isText ? [] : ['--json', file])];
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  console.log(stdout);
  if (isText) writeFileSync(file, stdout);
  if ((status !== 0 && status !== 1) || !existsSync(file)) throw new Error(`bench:${name} failed.`);
}
