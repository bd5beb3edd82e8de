import { expect, test } from 'vitest';
import { isIban } from '../../src/parties/containers.ts';
import { outcomeOf, OUTCOMES, TEST_DATA } from '../../src/payments/outcomes.ts';

test('every IBAN has the right check digits, so that no validation rejects it', () => {
  const ibans = TEST_DATA.filter(({ kind }) => kind === 'iban').map(({ value }) => value);
  expect(ibans.length).toBeGreaterThan(0);
  expect(ibans.filter((iban) => !isIban(iban))).toEqual([]);
});

test('each outcome but approval has test data, and no datum has two outcomes', () => {
  const outcomes = new Set(TEST_DATA.map(({ outcome }) => outcome));
  expect(Object.keys(OUTCOMES).filter((outcome) => !outcomes.has(outcome as never))).toEqual(['approve']);
  const data = TEST_DATA.map(({ kind, value }) => `${kind} ${value}`);
  expect(new Set(data).size).toBe(data.length);
});

test.each([
  ['a surname, in any case', { surname: ' DECLINE ', amount: 1 }, 'decline'],
  ['an amount', { amount: 66613 }, 'check-fails'],
  ['an IBAN with spaces', { amount: 1, iban: 'DE80 1203 0000 0000 0000 51' }, 'decline'],
  ['the end of a masked card number', { amount: 1, card: '411111XXXXXX0069' }, 'charge-back'],
  ['a surname before an amount', { surname: 'Pending', amount: 66651 }, 'check-passes'],
  ['nothing', { surname: 'Beispiel', amount: 1995, iban: 'DE37503240001000000524', card: null }, 'approve'],
])('%s decides how a payment goes', (_, circumstances, outcome) => {
  expect(outcomeOf(circumstances)).toBe(outcome);
});
