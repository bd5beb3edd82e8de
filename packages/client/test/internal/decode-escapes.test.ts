import { describe, expect, test } from 'vitest';
import { decodeEscapes } from '../../src/internal/decode-escapes.ts';

describe('decodeEscapes()', () => {
  test.each([
    ['a URL', 'a%20b%2Fc%7e', 'a b/c~'],
    ['a URL with characters of two to four bytes', '%C3%B6 %e2%82%ac %F0%9F%94%91', 'ö € 🔑'],
    ['JSON', String.raw`a\"b\/c\\d\n\u00e9`, 'a"b/c\\d é'],
    ['JSON with a surrogate pair', String.raw`\ud83d\udd11`, '🔑'],
    ['a programming language', String.raw`it\'s \x41`, "it's A"],
    ['HTML', '&lt;b&gt; &amp; &quot;&apos;&nbsp;', '<b> & "\' '],
    ['HTML with numbers', '&#34;&#x22;&#128273;', '""🔑'],
    ['a URL in a URL', '%2522%252522', '""'],
    ['HTML in HTML', '&amp;quot; &amp;amp;quot;', '" "'],
    ['JSON in JSON', String.raw`\\\"a\\\\u0041`, '"aA'],
    ['HTML in a URL', '%26quot%3B', '"'],
    ['JSON in a URL', '%5C%22 %5Cu0041', '" A'],
    ['a URL in HTML', '&#37;41', 'A'],
    ['a URL in JSON', String.raw`\u002541`, 'A'],
  ])('decodes %s', (_, original, expected) => {
    expect(decodeEscapes(original).text).toBe(expected);
  });

  test('removes the accent of letters in HTML, which a search ignores', () => {
    expect(decodeEscapes('Gr&ouml;&szlig;e &Eacute;&ccedil;&aring;').text).toBe('Große eca');
  });

  test.each([
    ['no escapes', 'Größe 漢字 🔑'],
    ['the beginning of an escape', '100% of &amp %4 %zz %C3 &; &#; \\'],
    ['bytes that are not UTF-8', '%fc %C0%80 %ed%a0%80'],
    ['an entity that is not in the list', '&rarr; &hunter2;'],
    ['a number that is not a character', '&#9999999;'],
  ])('keeps %s', (_, original) => {
    expect(decodeEscapes(original).text).toBe(original);
  });

  test('gives a string and its escaped form the same result', () => {
    const text = '{"path":"C:\\new","note":"50%25 &amp; \\"x\\""}';
    const { text: expected } = decodeEscapes(text);
    for (const escape of [JSON.stringify, encodeURIComponent])
      expect(decodeEscapes(escape(text)).text.replace(/^"|"$/g, '')).toBe(expected);
  });

  test('knows where each character comes from', () => {
    const original = 'a%20\\"&amp;quot;%F0%9F%94%91z';
    const { text, originOf } = decodeEscapes(original);
    const sources = Array.from({ length: text.length }, (_, index) =>
      original.slice(originOf(index), originOf(index + 1)),
    );
    expect(text).toBe('a ""🔑z');
    // The two halves of a surrogate pair come from the same escape.
    expect(sources).toEqual(['a', '%20', '\\"', '&amp;quot;', '', '%F0%9F%94%91', 'z']);
    const plain = decodeEscapes('plain');
    expect([plain.originOf(0), plain.originOf(5)]).toEqual([0, 5]);
  });
});
