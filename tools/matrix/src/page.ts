import { format } from 'prettier';
import type { Finished } from './cell.ts';

const HEAD = `# Compatibility

Where the packages were run, as tarballs that are installed like those of the registry. \`pnpm matrix --write\` runs all of it
again and writes this page; CI runs all but the package managers, and a nightly run compares the page. A payment is made against the [sandbox](guides/sandbox.md) in each place.

## Least versions

Older ones may work, but are not tested.
`;

const BROWSERS = `
Browsers are tested in the version that is newest at the time. By the functions that the client uses, Chrome 120, Firefox 115 and Safari 17 are the least
versions; these were not run. Real Safari, Windows, macOS, musl, and the hosted platforms of Cloudflare, Vercel and AWS were not run either: workerd, the
runtime of Workers, and events as Lambda passes them stand for these.
`;

const PAGES = `
In a page, the API's host must allow the page's origin (CORS), file names of downloads are readable only if the server exposes \`Content-Disposition\`, and
the \`ApiError\` of a redirect that was not followed has the status 0, because browsers tell no other. In Workers, workerd logs a line
about the content type at each upload as a form; the upload is right. WebKitGTK 2.50, when it was tried, took a chunked body that was cut for a whole one: a
download may be short there, so compare its size.
`;

const DIFFERENCES = `
## What differs between runtimes

Each scenario succeeds in each runtime. These end differently, in ways that a program may see: the outcome of the error after a failure, or what became of
the call. \`unknown\` is the careful answer where a runtime does not say whether a request was sent. How often each runtime sends a request by itself is in
[Runtimes](runtimes.md).
`;

/** Writes `docs/compatibility.md`. */
export async function pageOf(finished: readonly Finished[]): Promise<string> {
  const run = finished.filter(({ state }) => state !== 'skipped');
  const groups = [...new Set(run.map(({ cell }) => cell.group))];
  const text = [
    HEAD,
    table(
      ['what', 'least version', 'tested by'],
      run.flatMap(({ cell }) =>
        cell.least === undefined ? [] : [[cell.least.of, cell.least.version, `${cell.group}: ${cell.name}`]],
      ),
    ),
    BROWSERS,
    DIFFERENCES,
    differences(run.filter(({ cell }) => cell.group === 'runtimes')),
    PAGES,
    '\n## What was run\n',
    ...groups.map((group) => sectionOf(group, run)),
  ].join('\n');
  return format(text, { parser: 'markdown', printWidth: 160 });
}

function sectionOf(group: string, run: readonly Finished[]): string {
  const rows = run
    .filter(({ cell }) => cell.group === group)
    .map(({ cell, text, facts }) => [
      cell.name,
      [text, ...(group === 'runtimes' ? [] : Object.entries(facts).map(([name, value]) => `${name}: ${value}`))].join(
        '; ',
      ),
    ]);
  return `\n### ${group[0]!.toUpperCase()}${group.slice(1)}\n\n${table(['where', 'what'], rows)}`;
}

/** One row per scenario that has facts, one column per value of it, which lists the runtimes. */
function differences(run: readonly Finished[]): string {
  const scenarios = [...new Set(run.flatMap(({ facts }) => Object.keys(facts)))];
  const rows = scenarios.flatMap((scenario) => {
    const values = new Set(run.flatMap(({ facts }) => facts[scenario] ?? []));
    if (values.size < 2) return [];
    return [...values].map((value) => [
      scenario,
      `\`${value}\``,
      namesOf(run.filter(({ facts }) => facts[scenario] === value)),
    ]);
  });
  return table(['scenario', 'ends with', 'in'], rows);
}

/** The runtimes, whose module formats never differ: a difference would be a row of its own. */
const namesOf = (cells: readonly Finished[]): string =>
  [...new Set(cells.map(({ cell }) => cell.name.replace(/, .*/, '')))].join(', ');

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Browsers come from the system, so that their versions change without a change here. */
export const withoutBrowserVersions = (page: string): string =>
  page.replaceAll(/(\| (?:Chromium|Firefox) .*version )[\d.]+/g, '$1…');
