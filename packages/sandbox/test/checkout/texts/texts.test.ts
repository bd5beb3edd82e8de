import { expect, test } from 'vitest';
import { ENGLISH } from '../../../src/checkout/texts/english.ts';
import { GERMAN } from '../../../src/checkout/texts/german.ts';
import { methodName, textsFor } from '../../../src/checkout/texts/texts.ts';
import { PAYMENT_METHODS, paymentMethod } from '../../../src/states/payment-methods.ts';

test.each([
  ['de', GERMAN],
  ['de_DE', GERMAN],
  ['DE-at', GERMAN],
  ['den', ENGLISH],
  ['en_US', ENGLISH],
  ['', ENGLISH],
  [null, ENGLISH],
  [undefined, ENGLISH],
])('the language %j has its texts', (language, texts) => expect(textsFor(language)).toBe(texts));

test('every method of a page has a name and a hint in both languages', () => {
  for (const method of PAYMENT_METHODS.filter(({ contractName }) => contractName !== undefined))
    for (const texts of [ENGLISH, GERMAN]) {
      expect(methodName(method, texts)).not.toBe('');
      expect(texts.hints[method.name]).toBeTruthy();
    }
  expect(methodName(paymentMethod('debit')!, GERMAN)).toBe('Lastschrift');
});
