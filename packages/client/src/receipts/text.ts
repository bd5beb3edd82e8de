import { displayWidth } from './display-width.ts';
import { toPrintLines, type PrintLine, type Receipt, type TextAlign } from './print-lines.ts';
import { wrap } from './wrap.ts';

/** Options of {@link receiptText}. */
export interface ReceiptTextOptions {
  /**
   * Columns of the paper, at least 2. 42 is usual for paper of 80 mm, 32 for 58 mm.
   *
   * @default 42
   */
  readonly width?: number | undefined;
  /**
   * Emphasises a finished line that is important or a heading, for instance with the escape codes for bold print. What it adds takes no columns.
   *
   * @default no emphasis
   */
  readonly emphasize?: ((line: string) => string) | undefined;
}

/**
 * Formats a receipt as text in fixed width, such as the `receipt` of a Smart Transaction.
 * - No line is wider than `width` columns. Wide characters count as two, combining marks as none.
 * - A row has its name on the left and its value on the right, on one line if both fit.
 * - A separator is a line of dashes, or its centred caption.
 * - Lines are separated by `\n` and never end in spaces.
 *
 * @throws RangeError when `width` is not an integer, or less than 2.
 */
export function receiptText(receipt: Receipt, { width = 42, emphasize }: ReceiptTextOptions = {}): string {
  if (!Number.isInteger(width) || width < 2)
    throw new RangeError(`\`width\` must be an integer of at least 2; got ${String(width)}.`);
  return toPrintLines(receipt)
    .flatMap((line) => {
      const texts = layOut(line, width);
      const isImportant = line.type === 'caption' || ('important' in line && line.important);
      return isImportant && emphasize ? texts.map((text) => (text ? emphasize(text) : text)) : texts;
    })
    .join('\n');
}

function layOut(line: PrintLine, width: number): string[] {
  switch (line.type) {
    case 'rule':
      return ['-'.repeat(width)];
    case 'space':
      return [''];
    case 'caption':
      return wrap(line.text, width).map((text) => pad(text, width, 'center'));
    case 'text':
      return wrap(line.text, width).map((text) => pad(text, width, line.align));
    case 'row':
      return layOutRow(wrap(line.name, width), wrap(line.value, width), width);
  }
}

/** The first line of the value shares a line with the last one of the name if there is room for a space between them. */
function layOutRow(nameLines: string[], valueLines: string[], width: number): string[] {
  const lastOfName = nameLines.at(-1)!;
  const firstOfValue = valueLines[0]!;
  const gap = width - displayWidth(lastOfName) - displayWidth(firstOfValue);
  const fits = gap >= (lastOfName && firstOfValue ? 1 : 0);
  return [
    ...nameLines.slice(0, fits ? -1 : undefined),
    ...(fits ? [(lastOfName + ' '.repeat(gap) + firstOfValue).trimEnd()] : []),
    ...valueLines.slice(fits ? 1 : 0).map((text) => pad(text, width, 'right')),
  ];
}

function pad(text: string, width: number, align: TextAlign): string {
  const free = width - displayWidth(text);
  return (' '.repeat(align === 'right' ? free : align === 'center' ? Math.floor(free / 2) : 0) + text).trimEnd();
}
