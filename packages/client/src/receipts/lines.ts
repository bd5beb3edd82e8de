import type { ReceiptLine } from '@secuconnect/api';
import { printable } from './printable.ts';

type Lines = readonly (ReceiptLine | string | null | undefined)[] | null | undefined;

/**
 * Every form in which the API answers a receipt: a list of lines, the `{ header, body }` of loyalty transactions, or the text of a prepaid
 * sale. Strings among the lines are text; null and undefined are nothing.
 */
export type Receipt = Lines | { readonly header?: Lines; readonly body?: Lines } | string;

/** One line of a receipt as both renderers see it. */
export type Line =
  | { readonly type: 'rule' | 'space' }
  | { readonly type: 'caption'; readonly text: string }
  | { readonly type: 'text'; readonly text: string; readonly important: boolean; readonly align: Align }
  | { readonly type: 'row'; readonly name: string; readonly value: string; readonly important: boolean };

export type Align = 'left' | 'center' | 'right';

/**
 * Takes a receipt apart.
 * - A line whose type nobody knows is left out, a decoration that nobody knows is ignored: the API may add some.
 * - A line without anything to print is an empty line.
 * - Decorations also count in their older spelling with an underscore.
 * - Every text comes out printable.
 */
export function linesOf(receipt: Receipt): Line[] {
  if (typeof receipt === 'string') return linesOf([receipt]);
  if (!receipt) return [];
  if (!Array.isArray(receipt)) {
    const { header, body } = receipt as { header?: Lines; body?: Lines };
    return [...linesOf(header), ...linesOf(body)];
  }
  return (receipt as readonly unknown[]).flatMap((line) => lineOf(line) ?? []);
}

function lineOf(line: unknown): Line | undefined {
  if (typeof line === 'string') return { type: 'text', text: printable(line), important: false, align: 'left' };
  const { type, value } = fields(line);
  const { caption, text, name, value: amount, decoration } = fields(value);
  switch (type) {
    case 'separator': {
      const heading = textOf(caption).trim();
      return heading ? { type: 'caption', text: heading } : { type: 'rule' };
    }
    case 'textline':
      return { type: 'text', text: textOf(text), ...decorationOf(decoration) };
    case 'name-value':
      return { type: 'row', name: textOf(name), value: textOf(amount), important: decorationOf(decoration).important };
    case 'space':
      return { type: 'space' };
    default:
      return undefined;
  }
}

const fields = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? printable(String(value)) : '';

function decorationOf(decoration: unknown): { important: boolean; align: Align } {
  const names = Array.isArray(decoration) ? decoration.map((name) => String(name).replaceAll('_', '-')) : [];
  const align = (['center', 'right'] as const).find((side) => names.includes(`align-${side}`)) ?? 'left';
  return { important: names.includes('important'), align };
}
