import { describe, expect, test } from 'vitest';
import { fileNameFromHeader } from '../../src/files/content-disposition.ts';

describe('fileNameFromHeader()', () => {
  test.each([
    ['quoted', 'attachment; filename="a b.pdf"', 'a b.pdf'],
    ['bare', 'attachment; filename=a.pdf', 'a.pdf'],
    ['quoted, with escapes', 'attachment; filename="a \\"b\\" c.pdf"', 'a _b_ c.pdf'],
    ['quoted, with a semicolon', 'attachment; filename="a; filename=b.pdf"', 'a; filename=b.pdf'],
    ['in another case, with spaces', 'ATTACHMENT ;  FileName = "a.pdf"', 'a.pdf'],
    ['extended', "attachment; filename*=UTF-8''%e2%82%ac%20rates.pdf", '€ rates.pdf'],
    [
      'extended and plain: extended takes precedence',
      'attachment; filename="plain.pdf"; filename*=utf-8\'de\'%C3%BC.pdf',
      'ü.pdf',
    ],
    ['extended and invalid', 'attachment; filename*=UTF-8\'\'%zz; filename="plain.pdf"', 'plain.pdf'],
    ['extended in another character set', "attachment; filename*=iso-8859-1''%A3.pdf; filename=b.pdf", 'b.pdf'],
    ['extended, with an encoded path', "attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", 'passwd'],
    ['in UTF-8, as bytes', 'attachment; filename="\u00c3\u00bc.pdf"', 'ü.pdf'],
    ['in Latin-1', 'attachment; filename="\u00fc.pdf"', 'ü.pdf'],
    ['without a name', 'attachment', undefined],
    ['quoted and empty', 'attachment; filename=""', undefined],
    ['missing', null, undefined],
  ])('the name is read from a header that is %s', (_, header, name) => {
    expect(fileNameFromHeader(header)).toBe(name);
  });

  test('a hostile header does not take long', () => {
    expect(fileNameFromHeader(`attachment; filename="${'\\"'.repeat(100_000)}`)).toBeUndefined();
    expect(fileNameFromHeader(';'.repeat(100_000))).toBeUndefined();
    expect(fileNameFromHeader(`;${' '.repeat(100_000)}`)).toBeUndefined();
  });
});
