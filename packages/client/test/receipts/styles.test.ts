import { expect, test } from 'vitest';
import { receiptHtml, receiptStyles } from '../../src/receipts/index.ts';
import { endOfDay, separator, textline } from './receipts.fixture.ts';

test('the stylesheet has a rule for every class of receiptHtml()', () => {
  const html = receiptHtml([...endOfDay, textline('a', 'align-right'), separator('Kundenbeleg')]);
  const classes = new Set([...html.matchAll(/class="([^"]+)"/g)].map(([, name]) => name!));
  expect([...classes].sort()).toEqual(['align-center', 'align-right', 'caption', 'secuconnect-receipt', 'space']);
  for (const name of classes) expect(receiptStyles).toMatch(new RegExp(`\\.${name}[ ,{]`));
});

test('every selector of the stylesheet applies to receipts only', () => {
  const selectors = [...receiptStyles.matchAll(/^ *([^@{\n]+) \{/gm)].map(([, selector]) => selector!);
  expect(selectors.length).toBeGreaterThan(5);
  for (const selector of selectors) expect(selector).toMatch(/^\.secuconnect-receipt\b/);
});
