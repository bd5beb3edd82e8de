import type { ReceiptLine } from '@secuconnect/api';
import { expect, test } from 'vitest';
import { receiptPaper } from '../../src/operator/receipt-paper.ts';
import { nameValue, separator, space, textLine } from '../../src/receipts/lines.ts';

test('each kind of line is printed, and nothing in it becomes markup', async () => {
  const lines = [
    textLine('Kassenbeleg', 'important', 'align_center', '"><b>'),
    nameValue('<i>Karte</i>', '4111111111111111'),
    separator(),
    separator('***'),
    space,
    { type: 'new', value: { text: 'unknown' } },
    { type: 'textline' },
  ] as ReceiptLine[];
  const text = String(await receiptPaper('Receipt', lines));
  expect(text).toContain('<p class="important align-center">Kassenbeleg</p>');
  expect(text).toContain('&lt;i&gt;Karte&lt;/i&gt;');
  expect(text).toContain('…1111');
  expect(text).toContain('<hr');
  expect(text).toContain('***');
  expect(text).not.toContain('unknown');
  expect(text).not.toContain('<b>');
});
