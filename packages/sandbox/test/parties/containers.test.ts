import { expect, test } from 'vitest';
import { bankOf, instrumentFields, isIban, maskIban } from '../../src/parties/containers.ts';

test.each([
  ['DE37503240001000000524', true],
  ['de37 5032 4000 1000 0005 24', true],
  ['DE37503240001000000525', false],
  ['GB82WEST12345698765432', true],
  ['DE', false],
  ['', false],
])('%s is an IBAN: %s', (iban, expected) => {
  expect(isIban(iban)).toBe(expected);
});

test('a masked IBAN shows its ends only', () => {
  expect(maskIban('DE37 5032 4000 1000 0005 24')).toBe('DE37XXXXXXXXXXXXXX0524');
});

test('a bank account is shown masked, and as it was sent, with the bank of the account', () => {
  const { bic, bankname } = bankOf('DE02120300000000202051');
  expect(instrumentFields({ owner: 'Erika', iban: 'DE02 1203 0000 0000 2020 51' })).toEqual({
    public: { owner: 'Erika', iban: 'DE02XXXXXXXXXXXXXX2051', bic, bankname },
    private: { owner: 'Erika', iban: 'DE02120300000000202051', bic, bankname },
  });
});

test('an instrument with a wrong IBAN is rejected', () => {
  expect(() => instrumentFields({ iban: 'DE02120300000000202052' })).toThrow('The IBAN is wrong');
});
