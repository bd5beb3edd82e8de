import type { Cell, Report } from './report.ts';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The report as a self-contained page, for example as an artifact of a CI run. */
export function htmlReport({
  target,
  seed,
  complete,
  checks,
  rows,
  coverage,
  counts,
  drift,
  problems,
  tests,
}: Report): string {
  const verdict = problems.length ? `${problems.length} problems` : 'No drift';
  const group = (operation: string): string => operation.split('.')[0]!;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Contract tests: ${verdict}</title>
<style>${STYLE}</style>
<h1>${verdict}</h1>
<p>Target <b>${escape(target)}</b>, seed ${seed}${complete ? '' : ', <b>not the whole suite</b>'}: ${tests.passed} tests passed, ${tests.failed} failed, ${tests.skipped} skipped.</p>
${list('Problems', problems)}
<section class="bars">${coverage
    .map(
      ({ title, percent, covered, of, missing }) =>
        `<div title="${escape(missing.slice(0, 20).join('\n'))}"><b>${percent} %</b> ${title}<br><small>${covered} of ${of}</small><meter min="0" max="100" value="${percent}"></meter></div>`,
    )
    .join('')}</section>
${drift.map(({ operation, found }) => list(operation, found)).join('')}
<h2>Operations</h2>
<table>
<thead><tr><th>operation${checks.map(({ name, title }) => `<th title="${escape(title)}">${name}`).join('')}</tr></thead>
<tbody>${rows
    .map(
      ({ operation, cells }, at) =>
        `${group(operation) === group(rows[at - 1]?.operation ?? '') ? '' : `<tr class="group"><td colspan="${checks.length + 1}">${group(operation)}</tr>`}<tr><td><code>${escape(operation)}</code>${checks.map(({ name }) => cell(cells[name]!)).join('')}</tr>`,
    )
    .join('\n')}</tbody>
</table>
<h2>Columns</h2>
<dl>${checks.map(({ name, title }) => `<dt>${name}<dd>${escape(title)}`).join('')}</dl>
<p>A number is the number of checks; · means that the check does not apply.</p>
${list(
  'Counts',
  Object.entries(counts).map(([what, sum]) => `${what}: ${sum}`),
)}
</html>
`;
}

function cell({ state, checked, messages }: Cell): string {
  if (state === 'not applicable') return '<td class="none">·';
  if (state === 'passed') return `<td class="passed">${checked}`;
  return `<td class="failed">${state}<details><summary>why</summary><pre>${escape(messages.join('\n\n'))}</pre></details>`;
}

const list = (title: string, items: readonly string[]): string =>
  items.length ? `<h2>${escape(title)}</h2><ul>${items.map((item) => `<li>${escape(item)}`).join('')}</ul>` : '';

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --good: #1a7f37; --bad: #cf222e; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 84rem; padding: 0 1rem; }
h1 { margin-bottom: 0; } h2 { margin-top: 2rem; }
.bars { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: 1rem; margin: 1.5rem 0; }
.bars div { border: 1px solid var(--line); border-radius: .5rem; padding: .75rem; } meter { width: 100%; }
table { border-collapse: collapse; width: 100%; } th, td { border-bottom: 1px solid var(--line); padding: .2rem .5rem; } code { font-size: .85em; }
thead th { background: Canvas; position: sticky; top: 0; } th:first-child, td:first-child { text-align: left; }
td { font-variant-numeric: tabular-nums; text-align: right; } .group td { font-weight: 600; padding-top: 1rem; }
.passed { color: var(--good); } .failed { color: var(--bad); font-weight: 600; } .none { opacity: .4; }
pre { max-width: 40rem; overflow: auto; text-align: left; white-space: pre-wrap; } dt { font-weight: 600; }`;
