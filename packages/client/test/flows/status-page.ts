import { format, resolveConfig } from 'prettier';
import { OBJECTS, STATUS_LISTS, type Answer } from './status-answers.ts';

const COLUMNS: readonly [name: string, cell: (answers: readonly Answer[]) => string][] = [
  ['`isPaid`', (answers) => mark(answers.includes('paid'))],
  ['`isPending`', (answers) => mark(answers.includes('pending'))],
  ['`canShip`', (answers) => mark(answers.includes('ship'))],
  ['`hasFailed`', (answers) => mark(answers.includes('failed'))],
  ['`refundState`', (answers) => REFUNDS.find(([answer]) => answers.includes(answer))?.[1] ?? ''],
  ['`isDisputed`', (answers) => mark(answers.includes('disputed'))],
  ['`isFinal`', (answers) => mark(answers.includes('final'))],
];

const REFUNDS: readonly [Answer, string][] = [
  ['partly refunded', 'partial'],
  ['refunded', 'full'],
  ['refunding', 'in-progress'],
];

const mark = (holds: boolean): string => (holds ? 'yes' : '');

/** A guide with the tables of all statuses between its marks. `meaningOf` returns what the spec says about a value. */
export async function withStatusTables(
  guide: string,
  meaningOf: (schema: readonly string[], value: string) => string,
): Promise<string> {
  const lists = STATUS_LISTS.flatMap(({ title, schema, answers }) => [
    '',
    `**${title[0]!.toUpperCase()}${title.slice(1)}**`,
    '',
    ...table('meaning', (row) => row),
    ...Object.entries(answers).map(([value, row]) => line([`\`${value}\``, meaningOf(schema, value)], row)),
  ]);
  const objects = [
    '',
    '**Where other fields decide**',
    '',
    ...table('', (row) => row.slice(0, 1)),
    ...OBJECTS.map(({ title, answers }) => line([title], answers)),
  ];
  const [start, end] = ['<!-- statuses: `pnpm statuses:docs` writes this part -->', '<!-- /statuses -->'];
  const [before, rest] = guide.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`The guide has no part between ${start} and ${end}.`);
  const text = [before.trimEnd(), '', start, ...lists, ...objects, '', `${end}${after}`].join('\n');
  return format(text, { ...(await resolveConfig(new URL(import.meta.url))), parser: 'markdown' });
}

function table(second: string, choose: (row: string[]) => string[]): string[] {
  const first = choose([second ? 'value' : 'object', second]);
  return [
    `| ${[...first, ...COLUMNS.map(([name]) => name)].join(' | ')} |`,
    `|${' --- |'.repeat(first.length + COLUMNS.length)}`,
  ];
}

const line = (first: readonly string[], answers: readonly Answer[]): string =>
  `| ${[...first, ...COLUMNS.map(([, cell]) => cell(answers))].join(' | ')} |`;
