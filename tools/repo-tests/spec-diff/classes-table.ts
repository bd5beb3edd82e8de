import { format } from 'prettier';
import type { Row } from './documents.ts';

/** Changes of one kind, and why they are judged as they are. */
export interface Group {
  title: string;
  /** The reasons. */
  why: string;
  rows: Row[];
}

/** The page that lists every change that the tests know, with its class. */
export async function classesTable(groups: readonly Group[]): Promise<string> {
  const sections = groups.map(({ title, why, rows }) =>
    [
      `## ${title}`,
      '',
      why,
      '',
      '| change | class | `pnpm spec:diff` says |',
      '| --- | --- | --- |',
      ...rows.map((one) => `| ${one.title} | ${column(one.says, 0)} | ${column(one.says, 1)} |`),
      '',
    ].join('\n'),
  );
  return format(`${HEAD}\n${sections.join('\n')}`, { parser: 'markdown' });
}

const HEAD = `<!-- Written by tools/repo-tests/spec-diff/classes.test.ts with \`vitest -u\`. Do not edit. -->

# What changes of the spec mean

A change is *breaking* if a program no longer compiles with the new types (\`types\`), or if calls that it sends or responses that it reads are
different (\`wire\`); *unclear* if only a reader can tell; *additive* if a program can do more; *cosmetic* if only readers see it. The tests compile
a program for each row: it fails with the new types exactly where the class says so.
`;

/** One side of the colon of each sentence. */
const column = (says: readonly string[], side: 0 | 1): string => {
  const parts = says.map((one) => {
    const at = one.indexOf(': ');
    return side === 0 ? one.slice(0, at) : one.slice(at + 2);
  });
  return [...new Set(parts)].join('<br>').replaceAll('|', '\\|');
};
