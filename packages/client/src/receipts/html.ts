import { toPrintLines, type PrintLine, type Receipt } from './print-lines.ts';
import { printable } from './printable.ts';
import { receiptStyles } from './styles.ts';

/** Options of {@link receiptHtml}. */
export interface ReceiptHtmlOptions {
  /**
   * The title, which a screen reader announces.
   *
   * @default 'Beleg'
   */
  readonly title?: string | undefined;
  /**
   * Language of the texts. The API writes German.
   *
   * @default 'de'
   */
  readonly lang?: string | undefined;
}

/** Options of {@link receiptPage}. */
export interface ReceiptPageOptions extends ReceiptHtmlOptions {
  /**
   * Width of the paper, in mm.
   *
   * @default 80
   */
  readonly paper?: 80 | 58 | undefined;
}

/**
 * Formats a receipt as a `<section>` to put into a page; `receiptStyles` is its stylesheet.
 * - Texts and attributes are escaped: nothing in a receipt becomes markup.
 * - Rows are a description list, headings and important lines are `<strong>`, rules are `<hr>`: a screen reader reads the printed text in order,
 *   under the title.
 * - It has no scripts, styles or ids, so that any page can contain it, even twice.
 */
export function receiptHtml(receipt: Receipt, { title = 'Beleg', lang = 'de' }: ReceiptHtmlOptions = {}): string {
  return `<section class="secuconnect-receipt" lang="${escapeAttribute(lang)}" aria-label="${escapeAttribute(title)}">\n${renderLines(toPrintLines(receipt))}</section>\n`;
}

/**
 * Formats a receipt as a complete HTML document with its stylesheet, ready to be printed on a roll of 80 or 58 mm.
 *
 * @throws RangeError when `paper` is another width.
 */
export function receiptPage(
  receipt: Receipt,
  { title = 'Beleg', lang = 'de', paper = 80 }: ReceiptPageOptions = {},
): string {
  if (!Object.hasOwn(PAPER_STYLES, paper))
    throw new RangeError(`\`paper\` must be 80 or 58 (mm); got ${String(paper)}.`);
  return `<!DOCTYPE html>
<html lang="${escapeAttribute(lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeAttribute(title)}</title>
<style>
${receiptStyles}${PAPER_STYLES[paper]}</style>
</head>
<body>
${receiptHtml(receipt, { title, lang })}</body>
</html>
`;
}

/**
 * 42 columns fill the 72 mm that a roll of 80 mm can print, 32 the 48 mm of a roll of 58 mm. The printer sets the length of the page: CSS has none
 * for a page that ends with its content.
 */
const PAPER_STYLES = {
  80: '@page { margin: 4mm; }\nbody { margin: 0; }\n',
  58: '@page { margin: 5mm; }\nbody { margin: 0; --receipt-columns: 32; --receipt-print-size: 7pt; }\n',
};

function renderLines(lines: readonly PrintLine[]): string {
  let html = '';
  lines.forEach((line, index) => {
    if (line.type !== 'row') html += renderElement(line);
    else {
      if (lines[index - 1]?.type !== 'row') html += '<dl>\n';
      html += `<div><dt>${renderText(line.name, line)}</dt><dd>${renderText(line.value, line)}</dd></div>\n`;
      if (lines[index + 1]?.type !== 'row') html += '</dl>\n';
    }
  });
  return html;
}

function renderElement(line: Exclude<PrintLine, { type: 'row' }>): string {
  switch (line.type) {
    case 'rule':
      return '<hr>\n';
    case 'space':
      return '<div class="space"></div>\n';
    case 'caption':
      return `<p class="caption"${/[\p{L}\p{N}]/u.test(line.text) ? '' : ' aria-hidden="true"'}>${renderText(line.text, { important: true })}</p>\n`;
    case 'text':
      if (!line.text.trim()) return renderElement({ type: 'space' });
      return `<p${line.align === 'left' ? '' : ` class="align-${line.align}"`}>${renderText(line.text, line)}</p>\n`;
  }
}

const renderText = (value: string, { important }: { important: boolean }): string =>
  important && value ? `<strong>${escapeHtml(value)}</strong>` : escapeHtml(value);

const escapeAttribute = (value: string): string => escapeHtml(printable(value).replaceAll('\n', ' '));

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escapeHtml = (value: string): string => value.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
