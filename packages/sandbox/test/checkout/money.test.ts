import { expect, test } from 'vitest';
import { money } from '../../src/checkout/money.ts';

test.each([
  [7180, 'EUR', 'en', '€71.80'],
  [7180, 'EUR', 'de', '71,80 €'],
  [7180, 'JPY', 'en', '¥7,180'],
  [7180, 'KWD', 'en', 'KWD 7.180'],
  [-5, 'EUR', 'en', '-€0.05'],
  [7180, 'EURO', 'en', '7180 EURO'],
  [7180, '', 'en', '7180 '],
])('%i %s in %s is %s', (amount, currency, language, text) => {
  expect(money(amount, currency, language).replaceAll('\u00A0', ' ')).toBe(text);
});
