import { linesOf, type Line, type Receipt } from './lines.ts';
import { printable } from './printable.ts';
import { receiptStyles } from './styles.ts';

export interface ReceiptHtmlOptions {
  /** What a screen reader announces; `Beleg` when left out. */
  readonly title?: string | undefined;
  /** Language of the texts; `de` when left out, which is what the API writes. */
  readonly lang?: string | undefined;
}

export interface ReceiptPageOptions extends ReceiptHtmlOptions {
  /** Width of the paper in mm; 80 when left out. */
  readonly paper?: 80 | 58 | undefined;
}

/**
 * A receipt as a `<section>` to put into a page; `receiptStyles` is the stylesheet for it.
 * - Texts and attributes are escaped: nothing in a receipt becomes markup.
 * - Names with their values are a description list, headings and important lines are strong, rules are rules: a screen reader reads what is
 *   printed, in order, under the title.
 * - No scripts, no styles and no ids, so that it may stand in any page, also twice.
 */
export function receiptHtml(receipt: Receipt, { title = 'Beleg', lang = 'de' }: ReceiptHtmlOptions = {}): string {
  return `<section class="secuconnect-receipt" lang="${attribute(lang)}" aria-label="${attribute(title)}">\n${body(linesOf(receipt))}</section>\n`;
}

/**
 * A receipt as a whole page with its stylesheet, ready to be printed on a roll of 80 or 58 mm.
 *
 * @throws RangeError when there is no such paper.
 */
export function receiptPage(
  receipt: Receipt,
  { title = 'Beleg', lang = 'de', paper = 80 }: ReceiptPageOptions = {},
): string {
  if (!(paper in PAPERS)) throw new RangeError(`The paper is 80 or 58 mm wide, not ${String(paper)}.`);
  return `<!DOCTYPE html>
<html lang="${attribute(lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${attribute(title)}</title>
<style>
${receiptStyles}${PAPERS[paper]}</style>
</head>
<body>
${receiptHtml(receipt, { title, lang })}</body>
</html>
`;
}

/**
 * 42 columns fill the 72 mm that a roll of 80 mm can print, 32 the 48 mm of a roll of 58 mm. The size of the page is left to the printer: CSS
 * has no length for one that ends with its content.
 */
const PAPERS = {
  80: '@page { margin: 4mm; }\nbody { margin: 0; }\n',
  58: '@page { margin: 5mm; }\nbody { margin: 0; --receipt-columns: 32; --receipt-print-size: 7pt; }\n',
};

function body(lines: readonly Line[]): string {
  let html = '';
  lines.forEach((line, at) => {
    if (line.type !== 'row') html += element(line);
    else {
      if (lines[at - 1]?.type !== 'row') html += '<dl>\n';
      html += `<div><dt>${text(line.name, line)}</dt><dd>${text(line.value, line)}</dd></div>\n`;
      if (lines[at + 1]?.type !== 'row') html += '</dl>\n';
    }
  });
  return html;
}

function element(line: Exclude<Line, { type: 'row' }>): string {
  switch (line.type) {
    case 'rule':
      return '<hr>\n';
    case 'space':
      return '<div class="space"></div>\n';
    case 'caption':
      return `<p class="caption"${/[\p{L}\p{N}]/u.test(line.text) ? '' : ' aria-hidden="true"'}>${text(line.text, { important: true })}</p>\n`;
    case 'text':
      if (!line.text.trim()) return element({ type: 'space' });
      return `<p${line.align === 'left' ? '' : ` class="align-${line.align}"`}>${text(line.text, line)}</p>\n`;
  }
}

const text = (value: string, { important }: { important: boolean }): string =>
  important && value ? `<strong>${escape(value)}</strong>` : escape(value);

const attribute = (value: string): string => escape(printable(value).replaceAll('\n', ' '));

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escape = (value: string): string => value.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
