import type { Cell, Report } from './report.ts';

const SIGNS: Readonly<Record<Cell['state'], string>> = {
  passed: '✓',
  failed: '✗',
  skipped: '?',
  missing: '?',
  'not applicable': '·',
};

/** The table of operations and checks, with the number of checks. */
export function table({ rows, checks }: Report): string {
  const widest = Math.max(...rows.map(({ operation }) => operation.length), 9);
  const width = (name: string): number => Math.max(name.length, 7);
  const head = `${'operation'.padEnd(widest)}  ${checks.map(({ name }) => name.padStart(width(name))).join('  ')}`;
  const lines = rows.map(({ operation, cells }) => {
    const row = checks.map(({ name }) => {
      const { state, checked } = cells[name]!;
      const number = state === 'passed' ? `${checked} ` : '';
      return `${number}${SIGNS[state]}`.padStart(width(name));
    });
    return `${operation.padEnd(widest)}  ${row.join('  ')}`;
  });
  return [head, '─'.repeat(head.length), ...lines].join('\n');
}

/** The result of the run in a few lines. */
export function summary({ target, seed, complete, checks, rows, coverage, counts, drift, problems }: Report): string {
  const lines = [`Contract tests against ${target}, seed ${seed}${complete ? '' : ', not the whole suite'}`, ''];
  for (const { name, title } of checks) {
    const cells = rows.map(({ cells: all }) => all[name]!).filter(({ state }) => state !== 'not applicable');
    const passed = cells.filter(({ state }) => state === 'passed').length;
    const times = cells.reduce((sum, { checked }) => sum + checked, 0);
    lines.push(`  ${name.padEnd(10)} ${passed}/${cells.length} operations, ${times} checks  ${title}`);
  }
  if (complete && target === 'mock') {
    lines.push('');
    for (const { title, covered, of, percent } of coverage)
      lines.push(`  ${title.padEnd(26)} ${`${percent}`.padStart(5)} %  (${covered} of ${of})`);
  }
  const sums = Object.entries(counts).map(([what, sum]) => `${what} ${sum}`);
  if (sums.length) lines.push('', `  ${sums.join(', ')}`);
  for (const { operation, found } of drift) lines.push('', `  ${operation}`, ...found.map((one) => `    ${one}`));
  if (target !== 'mock' && drift.length === 0) lines.push('', '  No response differs from the document.');
  if (problems.length) lines.push('', ...problems.map((problem) => `  PROBLEM: ${problem}`));
  return lines.join('\n');
}
