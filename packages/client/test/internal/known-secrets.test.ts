import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { decodeEscapes } from '../../src/internal/decode-escapes.ts';
import { createSecretFinder } from '../../src/internal/known-secrets.ts';

/** The parts of a decoded string that are found. */
function found(original: string, ...secrets: string[]): string[] {
  const { text } = decodeEscapes(original);
  return createSecretFinder(secrets)(text).map(({ start, end }) => text.slice(start, end));
}
const isFound = (original: string, secret: string): boolean => found(original, secret).length > 0;

const escapes: [string, (text: string) => string][] = [
  ['as it is', (text) => text],
  ['in JSON', (text) => JSON.stringify(text).slice(1, -1)],
  ['in a form', (text) => new URLSearchParams([['', text]]).toString().slice(1)],
  ['in a URL', encodeURIComponent],
  ['in HTML', (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')],
  ['in HTML with numbers', (text) => [...text].map((one) => `&#${one.codePointAt(0)!};`).join('')],
  ['in JSON with numbers', (text) => [...text].map((one) => (one.length > 1 ? one : `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)).join('')],
  ['in JSON in a form in HTML', (text) => encodeURIComponent(JSON.stringify(text)).replaceAll('%', '&#37;')],
]; // prettier-ignore

describe('createSecretFinder()', () => {
  describe.each(escapes)('finds a secret %s', (_, escape) => {
    test.each([
      'hunter22hunter', 'hunter-22!hunter', 'abc def ghi', 'оченьсекретно', 'пароль123456', 'Größe§Füße', '非常秘密的密码', '!"§$%&/()=?', '🔑🔒🔑🔒🔑🔒', 'κωδικός', 'كلمةالسر',
      'a%41b%42c&amp;', '~!@#$%^&*()_|}{:?><',
    ])('%s', (secret) => {
      expect(isFound(`wrong password ${escape(secret)} for u`, secret)).toBe(true);
    }); // prettier-ignore
  });

  test.each([
    ['in capitals', 'HUNTER22'],
    ['with spaces between its characters', 'h u n t e r 2 2'],
    ['broken over lines', 'hunt\n  er22'],
    ['with an invisible character', 'hunter\u200b22'],
    ['in wide characters', 'ｈｕｎｔｅｒ２２'],
    ['next to letters', 'xhunter22x'],
  ])('finds a secret %s', (_, shown) => {
    expect(isFound(`the password ${shown} is wrong`, 'hunter22')).toBe(true);
  });

  test.each([
    ['named entities', 'Gr&ouml;&szlig;e&sect;F&uuml;&szlig;e12345', 'Größe§Füße12345'],
    ['entities without a list', 'smorgas&rarr;bord&#x2192;table', 'smorgas→bord→table'],
    ['bytes that are not UTF-8', 'sommer%FCrlaub', 'sommerürlaub'],
    ['decomposed accents', 'Gro\u0308\u00dfenwahn', 'Größenwahn'],
  ])('finds a secret with %s', (_, text, secret) => {
    expect(isFound(text, secret)).toBe(true);
  });

  test('finds a secret with backslashes before letters', () => {
    const secret = 'C:\\new\\table';
    for (const shown of [secret, JSON.stringify(secret), encodeURIComponent(secret)])
      expect(isFound(`no file ${shown}`, secret)).toBe(true);
  });

  test('finds a secret that an entity seems to contain, or to be', () => {
    expect(isFound('id=1&hunter22;x=2', 'hunter22')).toBe(true);
    expect(isFound('&abcdef;ghijk', 'abcdef;ghijk')).toBe(true);
  });

  test.each(['', 'i', 'id', 'id:', 'client-42:'])('finds a secret in the Base64 of "%s<secret>"', (before) => {
    for (const secret of ['cs-123456789', 'pa$$word', 'парольпароль'])
      for (const format of ['base64', 'base64url'] as const)
        expect(isFound(`invalid ${Buffer.from(`${before}${secret}:x`).toString(format)}.`, secret)).toBe(true);
  });

  test('includes the punctuation around a secret that belongs to it', () => {
    expect(found('is "<hunter22>!?", not', '<hunter22>!?')).toContain('<hunter22>!?');
    expect(found('is hunter22!', '<hunter22>!?')).toEqual(['hunter22']);
  });

  test('finds every occurrence, also those that overlap', () => {
    expect(found('abcabcabcab abcabcab', 'abcabcab')).toEqual(['abcabcab', 'abcabcab', 'abcabcab']);
  });

  test('finds the beginning of a secret at the end of a string, which may be truncated', () => {
    expect(found('the password is hunter22', 'hunter22hunter')).toEqual(['hunter22']);
    expect(found('invalid_client', 'client-secret')).toEqual([]);
    expect(found('the password is hunter22 or so', 'hunter22hunter')).toEqual([]);
    expect(found('the token is abcdefghijklm', 'abcdefghijklmnopqrstuvwxyz0123456789')).toEqual(['abcdefghijklm']);
  });

  test.each(['', 't', 'test', 'fives', 'a-b_1', '=?!=?', '   \t   '])('does not search for %j, which is too short', (secret) => {
    expect(found(`a test of ${secret} and fives`, secret)).toEqual([]);
  }); // prettier-ignore

  test('skips a string that only resembles a secret', () => {
    expect(found('hunter23 unter22hunte hunte', 'hunter22hunter')).toEqual([]);
    expect(found('!"§$%&/()=! ', '!"§$%&/()=?')).toEqual([]);
  });

  test('regards a string as secret as a whole when there are too many secrets for its length', () => {
    const secrets = Array.from({ length: 1_000 }, (_, index) => `secret-number-${index}`);
    const text = 'x'.repeat(1024 * 1024);
    expect(createSecretFinder(secrets)(text)).toEqual([{ start: 0, end: text.length }]);
    expect(createSecretFinder(secrets)('has secret-number-999 in it')).not.toEqual([]);
  });
});
