import { format, resolveConfig } from 'prettier';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { WRITES } from './cases.ts';
import type { Measurement } from './run-runtime.ts';
import type { Runtime } from './runtimes.ts';

/** The page that `pnpm runtimes` writes. */
export const PAGE = fileURLToPath(new URL('../../../docs/runtimes.md', import.meta.url));

const INTRODUCTION = `
# Runtimes

Every runtime below runs the built client against a server that counts the requests that arrive as a whole, under each of these failures.
\`pnpm runtimes\` writes the tables, and the tests compare them with the runtimes that are installed.

The client retries nothing here (\`maxRetries: 0\`) and finds a connection that has been used before, as in a busy program. A second request
was therefore sent by the runtime itself: the client does not learn of it, and its record of attempts counts one.

## What the client does in each runtime

- **All runtimes**: a call sends no cookies (\`credentials: 'omit'\`) and takes no response from a cache (\`cache: 'no-store'\`), whether of the
  runtime or of a framework such as Next.js.
- **Node** sends a request again after status 421, unless its body is a stream. With the global \`fetch\`, writes have one, and its length is
  announced as before. A custom \`fetch\` receives a string or a \`Blob\`; the runtime may then send a write twice after status 421. Node's limit of
  five minutes without a response does not apply to calls whose \`timeout\` is longer.
- **Node with \`nodeFetch\` or \`undiciFetch\`** of \`@secuconnect/client/node\` sends every request once, reads too. \`nodeFetch\` speaks HTTP/1.1
  alone; \`undiciFetch\` was measured with undici 7 in Node 20, and with undici 8, over HTTP/2 as well, in Node 26.
- **HTTP/2 in Node** (26, and undici 7 and 8): a response without a length that is reset with \`CANCEL\` in its body looks complete. JSON that was cut is a
  \`DecodeError\`; of a file, nothing shows it. \`nodeFetch\`, or a dispatcher with \`allowH2: false\`, speaks HTTP/1.1, where it is an error.
- **Bun** sends \`PUT\` and \`DELETE\` again (before 1.3.14 \`POST\` too), unless the connection is closed after the request. Writes ask for that.
- **Deno** sends any request again, unless its body can be read only once. JSON is sent as a \`Blob\`, and a write without a body with an empty
  stream (\`Transfer-Encoding: chunked\`).
- **Cloudflare Workers** send a \`PUT\` or \`DELETE\` without a body again, unless it has an empty stream for one.
- **Browsers** send requests again by themselves, and no setting of \`fetch\` prevents it: a write reaches the server once for every idle
  connection and one more time, up to seven times in Chromium and Firefox, and ten times over HTTP/2 in Firefox. The first write of a page is
  no exception, because the CORS preflight has used the connection. All copies carry the same idempotency key: **never set
  \`idempotencyKey: false\` in a browser**, where the key is the only thing that makes the copies one payment. A proxy that closes the connection
  after preflights (\`Connection: close\`), and does not reset streams of HTTP/2 with \`INTERNAL_ERROR\`, lowers the risk.
- **Other versions** were measured by hand with the same calls and failures: Node 20.0.0, Deno 2.6.8 and 2.9.5, Bun 1.1.45 and 1.3.0, and Workers
  with the compatibility date 2023-03-01. Each sent every write once. Which bodies Deno reads only once may differ in versions that were not
  measured, so keep the idempotency key there, too.
- **Node before 20.16 and 22.3** has no diagnostics channels for the events of this client, because it has no \`process.getBuiltinModule\`;
  \`listeners\` work everywhere.

Reads are sent again by most runtimes, and by the client. A read that fails may reach the server many times.
`;

/** What the summary says of each runtime beside its numbers. */
const SUMMARY_HEAD =
  '| Runtime | Version | Most requests per write | Most requests per read |\n| --- | --- | --- | --- |';

/** A runtime and what was measured in it. */
export interface RuntimeReport {
  readonly runtime: Runtime;
  readonly measurements: readonly Measurement[];
}

/** The page with new sections for these runtimes. Those of other runtimes stay as they are. */
export async function updatedPage(reports: readonly RuntimeReport[]): Promise<string> {
  const sections = currentSections();
  for (const report of reports) sections.set(report.runtime.name, await sectionOf(report));
  const ordered = [...sections].sort(([one], [other]) => rank(one) - rank(other));
  const summary = [SUMMARY_HEAD, ...ordered.map(([name, section]) => summaryRow(name, section))].join('\n');
  return formatted([INTRODUCTION, '## Summary', summary, ...ordered.map(([, section]) => section)].join('\n\n'));
}

/** The section of a runtime in the page; `undefined` if it has none. */
export const currentSection = (name: string): string | undefined => currentSections().get(name);

const ORDER = [
  'Node 20',
  'Node 22',
  'Node 24',
  'Node 26',
  'Node 20 with nodeFetch',
  'Node 26 with nodeFetch',
  'Node 20 with undiciFetch',
  'Node 26 with undiciFetch',
  'Bun',
  'Deno',
  'workerd',
  'Chromium',
  'Firefox',
];
const rank = (name: string): number => (ORDER.indexOf(name) + ORDER.length) % ORDER.length;

function currentSections(): Map<string, string> {
  let page = '';
  try {
    page = readFileSync(PAGE, 'utf8');
  } catch {
    // The first time.
  }
  const sections = page.split(/^(?=## )/m).filter((section) => section.includes(VERSION_LINE));
  return new Map(sections.map((section) => [/^## (.+)$/m.exec(section)![1]!, `${section.trimEnd()}\n`]));
}

const VERSION_LINE = 'Measured with version ';

/** The section of a runtime, formatted. */
export async function sectionOf({ runtime, measurements }: RuntimeReport): Promise<string> {
  const protocols = [...new Set(measurements.map(({ protocol }) => protocol))];
  const isWrite = ({ call }: Measurement): boolean => call !== 'GET';
  const most = (some: readonly Measurement[]): number => Math.max(...some.map(({ requests }) => requests.length));
  const lines = [
    `## ${runtime.name}`,
    `${VERSION_LINE}${runtime.version}: up to ${most(measurements.filter(isWrite))} per write, up to ${most(measurements.filter((one) => !isWrite(one)))} per read.`,
    ...protocols.flatMap((protocol) => [
      `### ${runtime.name}, ${protocol}`,
      table(measurements.filter((one) => one.protocol === protocol)),
    ]),
  ];
  return formatted(lines.join('\n\n'));
}

function summaryRow(name: string, section: string): string {
  const [, version, writes, reads] = /version (\S+): up to (\d+) per write, up to (\d+) per read/.exec(section)!;
  return `| ${name} | ${version} | ${writes} | ${reads} |`;
}

/** A row for each group of failures that end in the same way. */
function table(measurements: readonly Measurement[]): string {
  const rows = new Map<string, string[]>();
  for (const failure of new Set(measurements.map((one) => one.failure))) {
    const some = measurements.filter((one) => one.failure === failure);
    const writes = cell(some.filter(({ call }) => call !== 'GET'));
    const cells = `${writes} | ${cell(some.filter(({ call }) => call === 'GET'))}`;
    rows.set(cells, [...(rows.get(cells) ?? []), failure]);
  }
  return [
    '| Writes | GET | Failures |',
    '| --- | --- | --- |',
    ...[...rows].map(([cells, failures]) => `| ${cells} | ${failures.join('; ')} |`),
  ].join('\n');
}

/** How calls end: the most common ending first, without the calls that end so. */
function cell(measurements: readonly Measurement[]): string {
  const endings = new Map<string, string[]>();
  for (const one of measurements) {
    const ending = endingOf(one);
    endings.set(ending, [...(endings.get(ending) ?? []), one.call]);
  }
  const [first, ...others] = [...endings].sort(([, one], [, other]) => other.length - one.length);
  return [first![0], ...others.map(([ending, calls]) => `${inOrder(calls).join(', ')}: ${ending}`)].join('; ');
}

const inOrder = (calls: readonly string[]): string[] => {
  const order: readonly string[] = WRITES;
  return [...calls].sort((one, other) => order.indexOf(one) - order.indexOf(other));
};

const endingOf = ({ requests, result, outcome }: Measurement): string =>
  `${requests.length} × ${result === 'ok' ? 'ok' : `\`${result}\`, ${outcome}`}`;

async function formatted(page: string): Promise<string> {
  return format(page, { ...(await resolveConfig(PAGE)), parser: 'markdown' });
}
