import { displayWidth } from './display-width.ts';
import { linesOf, type Align, type Line, type Receipt } from './lines.ts';
import { wrap } from './wrap.ts';

export interface ReceiptTextOptions {
  /** Columns of the paper: 42 when left out, which is usual for 80 mm; 32 is usual for 58 mm. At least 2. */
  readonly width?: number | undefined;
  /**
   * Sets off a finished line that is important or a heading, for instance with the escape codes for bold print. What it adds takes no columns.
   * Such lines look like the others when it is left out.
   */
  readonly emphasize?: ((line: string) => string) | undefined;
}

/**
 * A receipt as text in fixed width, such as the `receipt` of a smart transaction. Lines end in `\n` but for the last one, and never in spaces.
 * - No line is wider than `width` columns; wide characters count as two, combining marks as none.
 * - Of a name with a value the name is on the left and the value on the right, on one line when both fit.
 * - A separator is a row of dashes, or its caption in the middle.
 *
 * @throws RangeError when `width` is not an integer, or below 2.
 */
export function receiptText(receipt: Receipt, { width = 42, emphasize }: ReceiptTextOptions = {}): string {
  if (!Number.isInteger(width) || width < 2)
    throw new RangeError(`The width of a receipt must be an integer from 2, not ${width}.`);
  return linesOf(receipt)
    .flatMap((line) => {
      const set = setLine(line, width);
      const important = line.type === 'caption' || ('important' in line && line.important);
      return important && emphasize ? set.map((one) => (one ? emphasize(one) : one)) : set;
    })
    .join('\n');
}

function setLine(line: Line, width: number): string[] {
  switch (line.type) {
    case 'rule':
      return ['-'.repeat(width)];
    case 'space':
      return [''];
    case 'caption':
      return wrap(line.text, width).map((one) => pad(one, width, 'center'));
    case 'text':
      return wrap(line.text, width).map((one) => pad(one, width, line.align));
    case 'row':
      return setRow(wrap(line.name, width), wrap(line.value, width), width);
  }
}

/** The first line of the value stands beside the last one of the name if there is a space between them. */
function setRow(names: string[], values: string[], width: number): string[] {
  const last = names.at(-1)!;
  const first = values[0]!;
  const gap = width - displayWidth(last) - displayWidth(first);
  const fits = gap >= (last && first ? 1 : 0);
  return [
    ...names.slice(0, fits ? -1 : undefined),
    ...(fits ? [(last + ' '.repeat(gap) + first).trimEnd()] : []),
    ...values.slice(fits ? 1 : 0).map((one) => pad(one, width, 'right')),
  ];
}

function pad(line: string, width: number, align: Align): string {
  const free = width - displayWidth(line);
  return (' '.repeat(align === 'right' ? free : align === 'center' ? Math.floor(free / 2) : 0) + line).trimEnd();
}
