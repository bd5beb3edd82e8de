import { expect, test } from 'vitest';
import { inLanguage, languageOf } from '../../src/http/user-texts.ts';

test.each([
  ['de', 'de_DE'],
  ['de-AT, en;q=0.5', 'de_DE'],
  [' DE_DE', 'de_DE'],
  ['en, de;q=0.5', 'en_GB'],
  ['den', 'en_GB'],
  ['*', 'en_GB'],
  [null, 'en_GB'],
])('a caller who accepts %j gets %s', (accepted, language) => {
  expect(languageOf(accepted)).toBe(language);
});

test('a text without a translation stays as it is', () => {
  expect(inLanguage('de_DE', 'Not allowed.')).toBe('Nicht erlaubt.');
  expect(inLanguage('de_DE', 'Your card has expired.')).toBe('Your card has expired.');
  expect(inLanguage('en_GB', 'Not allowed.')).toBe('Not allowed.');
});
