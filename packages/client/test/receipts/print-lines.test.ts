import { describe, expect, test } from 'vitest';
import type { Receipt } from '../../src/receipts/index.ts';
import { toPrintLines, type PrintLine } from '../../src/receipts/print-lines.ts';
import { row, separator, space, textline } from './receipts.fixture.ts';

const textLine = (
  text: string,
  style: { important?: boolean; align?: 'left' | 'center' | 'right' } = {},
): PrintLine => ({
  type: 'text',
  text,
  important: false,
  align: 'left',
  ...style,
});

describe('toPrintLines()', () => {
  test('each line of the API becomes a line to print', () => {
    expect(
      toPrintLines([textline('a'), row('Summe', '1,00', 'important'), space, separator(), separator(' Kundenbeleg ')]),
    ).toEqual([
      textLine('a'),
      { type: 'row', name: 'Summe', value: '1,00', important: true },
      { type: 'space' },
      { type: 'rule' },
      { type: 'caption', text: 'Kundenbeleg' },
    ]);
  });

  test('a receipt may be an array of lines, an object with header and body, a string, or nothing', () => {
    expect(toPrintLines({ header: [textline('H')], body: [textline('B')] })).toEqual([textLine('H'), textLine('B')]);
    expect(toPrintLines({ body: ['B', null, undefined] })).toEqual([textLine('B')]);
    expect(toPrintLines('a\r\nb')).toEqual([textLine('a\nb')]);
    expect([undefined, null, []].map((receipt) => toPrintLines(receipt))).toEqual([[], [], []]);
  });

  test.each([
    ['align-center', { align: 'center' }],
    ['align_right', { align: 'right' }],
    ['align-left', {}],
    ['important', { important: true }],
    ['sparkling', {}],
  ] as const)('the decoration %j becomes %j', (decoration, style) => {
    expect(toPrintLines([textline('a', decoration)])).toEqual([textLine('a', style)]);
  });

  test.each([
    ['an object without a conversion to a string', { toString: 1, valueOf: null }],
    ['null', null],
    ['a number', 1],
    ['an array', ['important']],
    ['an object whose string is a decoration', { toString: () => 'important' }],
  ])('a decoration that is %s is ignored', (_, decoration) => {
    const line = { type: 'textline', value: { text: 'a', decoration: [decoration, 'align-right'] } };
    expect(toPrintLines([line] as unknown as Receipt)).toEqual([textLine('a', { align: 'right' })]);
  });

  test('a header that is an object again is ignored, no matter how deep it goes', () => {
    let nested: unknown = [textline('deep')];
    for (let depth = 0; depth < 100_000; depth++) nested = { header: nested };
    expect(toPrintLines({ header: nested, body: [textline('B')] } as Receipt)).toEqual([textLine('B')]);
    expect(toPrintLines({ header: 'H', body: 1, footer: [] } as unknown as Receipt)).toEqual([textLine('H')]);
  });

  test('a line of an unknown type is ignored, and a line with nothing to print is empty', () => {
    const lines = [
      { type: 'teleport', value: { text: 'x' } },
      {},
      { type: 'textline' },
      { type: 'name-value', value: 7 },
    ];
    expect(toPrintLines(lines as Receipt)).toEqual([
      textLine(''),
      { type: 'row', name: '', value: '', important: false },
    ]);
  });

  test('numbers become text, and all texts become printable', () => {
    expect(toPrintLines([{ type: 'textline', value: { text: 12 } }] as unknown as Receipt)).toEqual([textLine('12')]);
    expect(toPrintLines([textline('\x1b[31mrot'), row('\u202ea', 'b\x00')])).toEqual([
      textLine('[31mrot'),
      { type: 'row', name: 'a', value: 'b', important: false },
    ]);
  });
});
