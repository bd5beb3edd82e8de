import { availableParallelism } from 'node:os';
import { table } from '../tools/docs-tools/markdown.ts';
import { peerVersions } from './peers.ts';
import { figure, isReached, type Report } from './report.ts';

/** Between these lines is what people write; a run keeps it. */
const BEGIN = '<!-- written by hand -->';
const END = '<!-- /written by hand -->';

/** A section of the page: what a command measures, and how. */
export interface Section {
  readonly title: string;
  readonly text: string;
  /** Of the command. */
  readonly report?: Report;
  /** What a command without a report prints. */
  readonly output?: string;
}

const INTRODUCTION = `# Benchmarks

What the client costs, compared in the same run with raw \`fetch\`, with other clients and with the least that Node can do. \`pnpm bench:docs\` runs all
benchmarks and writes this page; \`pnpm bench:docs http\` runs one of them again.

**Read the ratios.** Times depend on the machine, and ratios are medians of pairs that were measured in turns, so that a busy machine slows down both. Processor
time counts all threads of the process. What can be counted (bytes, connections, listeners) does not depend on the machine.
`;

/** The page, with what people have written on the page before it. */
export function benchmarkPage(sections: readonly Section[], previous: string): string {
  const versions = Object.entries(peerVersions()).map(([name, version]) => `${name} ${version}`);
  const machine = `Node ${process.versions.node} with undici ${process.versions['undici']}, ${process.platform} ${process.arch}, ${availableParallelism()} processors`;
  return [
    INTRODUCTION,
    `**Measured with** ${machine}; ${versions.join(', ')}.\n`,
    `## Aims\n`,
    aimTable(sections.flatMap(({ report }) => report?.aims ?? [])),
    ...sections.map(sectionText),
    `## Where the microseconds go\n\n${BEGIN}\n${handWritten(previous)}\n${END}\n`,
  ].join('\n');
}

function aimTable(aims: Report['aims']): string {
  const rows = aims.map((aim) => [aim.what, ...figure(aim), isReached(aim) ? 'yes' : '**no**']);
  return table(['what', 'measured', 'at most', 'reached'], rows);
}

function sectionText({ title, text, report, output }: Section): string {
  const tables = (report?.tables ?? []).map((one) => `**${one.title}**\n\n${table(one.columns, one.rows)}`);
  const printed = output === undefined ? [] : [`\`\`\`text\n${output.trimEnd()}\n\`\`\`\n`];
  return [`## ${title}\n`, `${text}\n`, ...tables, ...printed].join('\n');
}

/** @throws Error if a page has lost its marks: a run would delete what stood between them. */
function handWritten(page: string): string {
  if (page === '') return '';
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`The page has no lines ${BEGIN} and ${END} around its hand-written part.`);
  return page.slice(from + BEGIN.length, to).replace(/^\n+|\n+$/g, '');
}
