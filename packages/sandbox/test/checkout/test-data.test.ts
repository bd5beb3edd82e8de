import { expect, test } from 'vitest';
import { isCardNumber } from '../../src/checkout/cards.ts';
import { ENDINGS, testDataOf, testDataTable } from '../../src/checkout/test-data.ts';
import { isIban } from '../../src/parties/containers.ts';
import { outcomeOf } from '../../src/payments/outcomes.ts';

test.each(['surname', 'iban', 'card'] as const)('each test datum of the kind %s does what it says', (kind) => {
  const data = testDataOf(kind);
  expect(data.length).toBeGreaterThan(3);
  for (const { value, text } of data) expect(ENDINGS[outcomeOf({ amount: 1, [kind]: value })]).toBe(text);
});

test('accounts and cards can be entered', () => {
  for (const { value } of testDataOf('iban')) expect(isIban(value)).toBe(true);
  for (const { value } of testDataOf('card')) expect(isCardNumber(value)).toBe(true);
});

test('the table names the kinds that the form has', async () => {
  const text = String(await testDataTable(['iban']));
  expect(text).toContain('<th scope="col">IBAN</th>');
  expect(text).not.toContain('Last name');
});
