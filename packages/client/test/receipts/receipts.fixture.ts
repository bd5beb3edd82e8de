import * as fc from 'fast-check';
import type { Receipt } from '../../src/receipts/index.ts';

export const textline = (value: string, ...decoration: string[]) => ({
  type: 'textline' as const,
  value: { text: value, decoration },
});
export const row = (name: string, value: string, ...decoration: string[]) => ({
  type: 'name-value' as const,
  value: { name, value, decoration },
});
export const separator = (caption: string | null = null) => ({ type: 'separator' as const, value: { caption } });
export const space = { type: 'space' as const };

/** What a terminal prints at the end of a day, without the last lines. */
export const endOfDay = [
  textline('Kassenschnitt', 'important', 'align-center'),
  space,
  row('Girocard (12)', '184,50 EUR'),
  row('Summe', '225,70 EUR', 'important'),
  separator(),
];

/** Pieces of texts by unknown authors, dangerous ones included. */
const PIECES =
  'Summe|12,50 EUR| |   |\t|\n|\r\n|\u2028|straße|日本語|ﾊﾟ|한국어|👩‍👩‍👧|🇩🇪|☺️|1️⃣|e\u0301|\u0301|\u200d|\ufe0f|\u202e|\u2066|\u200b|\u0600|\u1100|\u1161|\ud83d|\ude00|' +
  '\x1b[31m|\x1b]8;;http://x\x07|\x9b2J|\x00|\x7f|</p><script>|" onload="x|&amp;|\'|<!--|]]>|aVeryLongWordThatDoesNotFitIntoAnyLineOfANarrowReceipt';
const textsWith = (...morePieces: fc.Arbitrary<string>[]) =>
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES.split('|')), fc.string({ maxLength: 12 }), ...morePieces), {
      maxLength: 8,
    })
    .map((pieces) => pieces.join(''));
export const anyText = textsWith(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

const decoration = fc.option(
  fc.array(fc.constantFrom('important', 'align-center', 'align_right', 'align-left', 'sparkling'), { maxLength: 3 }),
);
const receiptsOf = (text: fc.Arbitrary<string>): fc.Arbitrary<Receipt> => {
  const value = fc.option(text, { nil: null });
  return fc.array(
    fc.oneof(
      fc.record({ type: fc.constant('textline' as const), value: fc.option(fc.record({ text: value, decoration })) }),
      fc.record({ type: fc.constant('name-value' as const), value: fc.record({ name: value, value, decoration }) }),
      fc.record({ type: fc.constant('separator' as const), value: fc.option(fc.record({ caption: value })) }),
      fc.constant(space),
      value,
    ),
    { maxLength: 8 },
  );
};

/** Any receipt that the API could return, and some that it should not. */
export const anyReceipt = receiptsOf(anyText);
/** Without characters of rare scripts in unnatural orders, which every program draws differently. */
export const writtenReceipt = receiptsOf(textsWith());
