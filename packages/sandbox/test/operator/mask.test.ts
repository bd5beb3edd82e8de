import { describe, expect, test } from 'vitest';
import { maskJson, maskTarget, maskText, maskUrl } from '../../src/operator/mask.ts';

describe('texts', () => {
  test.each([
    ['IBAN DE37503240001000000524 here', 'IBAN DE37…0524 here'],
    ['DE37 5032 4000 1000 0005 24', 'DE37…0524'],
    ['de37503240001000000524', 'de37…0524'],
    ['NL91ABNA0417164300', 'NL91…4300'],
    ['card 4111 1111 1111 1111.', 'card …1111.'],
    ['4111-1111-1111-1111', '…1111'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer …'],
    ['Order 40817264 for 19.95', 'Order 40817264 for 19.95'],
    ['STX_0W6W8RB7JESBG117R0S5J157DE3750', 'STX_0W6W8RB7JESBG117R0S5J157DE3750'],
  ])('%s', (text, masked) => expect(maskText(text)).toBe(masked));
});

test('URLs keep the names of their query, and no credentials', () => {
  expect(maskUrl('https://me:secret@shop.example/push?signature=abc&order=1#x')).toBe(
    'https://shop.example/push?signature=…&order=…',
  );
  expect(maskUrl('not a url DE37503240001000000524')).toBe('not a url DE37…0524');
});

test('targets are decoded, if they can be', () => {
  expect(maskTarget('/api/v2/x?q=iban:DE37%205032%204000%201000%200005%2024')).toBe('/api/v2/x?q=iban:DE37…0524');
  expect(maskTarget('/%zz')).toBe('/%zz');
});

test('JSON loses secret fields, accounts and signatures', () => {
  const text = maskJson({
    access_token: 'abc',
    transaction_hash: 'abc123',
    iban: 'DE37503240001000000524',
    url_push: 'https://shop.example/?signature=abc',
    sum: 1995,
  });
  expect(JSON.parse(text)).toEqual({
    access_token: '…',
    transaction_hash: '…',
    iban: 'DE37…0524',
    url_push: 'https://shop.example/?signature=…',
    sum: 1995,
  });
});
