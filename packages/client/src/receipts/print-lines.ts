import type { ReceiptLine } from '@secuconnect/api';
import { printable } from './printable.ts';

type ApiLines = readonly (ReceiptLine | string | null | undefined)[] | null | undefined;

/**
 * Every form in which the API returns a receipt: an array of lines, the `{ header, body }` of loyalty transactions, or the string of a prepaid
 * sale. Strings among the lines are text; `null` and `undefined` are ignored.
 */
export type Receipt = ApiLines | { readonly header?: ApiLines; readonly body?: ApiLines } | string;

/** One line of a receipt, as both renderers use it. All its strings are printable. */
export type PrintLine =
  | { readonly type: 'rule' | 'space' }
  | { readonly type: 'caption'; readonly text: string }
  | { readonly type: 'text'; readonly text: string; readonly important: boolean; readonly align: TextAlign }
  | { readonly type: 'row'; readonly name: string; readonly value: string; readonly important: boolean };

export type TextAlign = 'left' | 'center' | 'right';

/**
 * Parses a receipt into lines.
 * - Ignores lines of an unknown type, and unknown decorations: the API may add some.
 * - A line with nothing to print is an empty line.
 * - Accepts decorations in their older spelling with an underscore, too.
 */
export function toPrintLines(receipt: Receipt): PrintLine[] {
  if (typeof receipt === 'string') return toPrintLines([receipt]);
  if (!receipt) return [];
  if (!Array.isArray(receipt)) {
    const { header, body } = receipt as { header?: unknown; body?: unknown };
    // Only one level: a part that is such an object again could be nested too deeply for the stack.
    return [header, body].flatMap((part) =>
      Array.isArray(part) || typeof part === 'string' ? toPrintLines(part as Receipt) : [],
    );
  }
  return (receipt as readonly unknown[]).flatMap((line) => toPrintLine(line) ?? []);
}

function toPrintLine(line: unknown): PrintLine | undefined {
  if (typeof line === 'string') return { type: 'text', text: printable(line), important: false, align: 'left' };
  const { type, value } = asObject(line);
  const { caption, text, name, value: rowValue, decoration } = asObject(value);
  switch (type) {
    case 'separator': {
      const heading = asText(caption).trim();
      return heading ? { type: 'caption', text: heading } : { type: 'rule' };
    }
    case 'textline':
      return { type: 'text', text: asText(text), ...parseDecoration(decoration) };
    case 'name-value':
      return {
        type: 'row',
        name: asText(name),
        value: asText(rowValue),
        important: parseDecoration(decoration).important,
      };
    case 'space':
      return { type: 'space' };
    default:
      return undefined;
  }
}

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const asText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? printable(String(value)) : '';

function parseDecoration(decoration: unknown): { important: boolean; align: TextAlign } {
  const names = Array.isArray(decoration)
    ? decoration.filter((name) => typeof name === 'string').map((name) => name.replaceAll('_', '-'))
    : [];
  const align = (['center', 'right'] as const).find((side) => names.includes(`align-${side}`)) ?? 'left';
  return { important: names.includes('important'), align };
}
