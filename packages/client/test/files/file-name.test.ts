import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileNameFrom, safeFileName } from '../../src/files/file-name.ts';

describe('a safe file name', () => {
  test.each([
    ['what stands before the last separator goes', '../../etc/passwd', 'passwd'],
    ['of Windows too', 'C:\\Users\\me\\Pass.pdf', 'Pass.pdf'],
    ['neither the folder above comes out', '..', undefined],
    ['nor a separator at the end', 'a/..', undefined],
    ['nor a hidden file', '.bashrc', 'bashrc'],
    ['dots and spaces at the ends go', ' . Rechnung.pdf. . ', 'Rechnung.pdf'],
    ['control characters go', 'a\r\nSet-Cookie: b\0.pdf', 'aSet-Cookie_ b.pdf'],
    ['changes of direction go', 'rechnung\u202efdp.exe', 'rechnungfdp.exe'],
    ['what file systems refuse becomes a line', 'a:b*c?d"e<f>g|h.pdf', 'a_b_c_d_e_f_g_h.pdf'],
    ['names of devices get a line in front', 'CON', '_CON'],
    ['with an extension too', 'lpt1.pdf', '_lpt1.pdf'],
    ['names that only begin like one stay', 'console.log', 'console.log'],
    ['letters of all languages stay', 'Überweisung 日本.pdf', 'Überweisung 日本.pdf'],
    ['a long one keeps its extension', `${'x'.repeat(500)}.pdf`, `${'x'.repeat(116)}.pdf`],
    ['nothing is nothing', '', undefined],
    ['nothing is nothing', null, undefined],
  ])('%s: %j', (_, name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  test('is never a path, whatever it is made of', () => {
    const part = fc.oneof(
      fc.constantFrom('/', '\\', '..', '.', '\0', ':', ' ', 'nul', '\u202e'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const name = safeFileName(parts.join(''));
        if (name === undefined) return;
        expect(name).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Cf}\p{Cs}]|^[.\s]|[.\s]$/u);
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(4 * 120);
        expect(safeFileName(name)).toBe(name);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the name in a Content-Disposition', () => {
  test.each([
    ['quoted', 'attachment; filename="a b.pdf"', 'a b.pdf'],
    ['bare', 'attachment; filename=a.pdf', 'a.pdf'],
    ['with escapes', 'attachment; filename="a \\"b\\" c.pdf"', 'a _b_ c.pdf'],
    ['with a semicolon in it', 'attachment; filename="a; filename=b.pdf"', 'a; filename=b.pdf'],
    ['in any case and with spaces', 'ATTACHMENT ;  FileName = "a.pdf"', 'a.pdf'],
    ['extended', "attachment; filename*=UTF-8''%e2%82%ac%20rates.pdf", '€ rates.pdf'],
    ['extended goes before plain', 'attachment; filename="plain.pdf"; filename*=utf-8\'de\'%C3%BC.pdf', 'ü.pdf'],
    ['extended and broken', 'attachment; filename*=UTF-8\'\'%zz; filename="plain.pdf"', 'plain.pdf'],
    ['extended in another character set', "attachment; filename*=iso-8859-1''%A3.pdf; filename=b.pdf", 'b.pdf'],
    ['with a path behind percent signs', "attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", 'passwd'],
    ['in UTF-8 that came as bytes', 'attachment; filename="\u00c3\u00bc.pdf"', 'ü.pdf'],
    ['in Latin-1', 'attachment; filename="\u00fc.pdf"', 'ü.pdf'],
    ['missing', 'attachment', undefined],
    ['empty', 'attachment; filename=""', undefined],
    ['no header', null, undefined],
  ])('%s', (_, header, name) => {
    expect(fileNameFrom(header)).toBe(name);
  });

  test('a hostile header takes no long time', () => {
    expect(fileNameFrom(`attachment; filename="${'\\"'.repeat(100_000)}`)).toBeUndefined();
    expect(safeFileName(`${'. '.repeat(100_000)}x${'. '.repeat(100_000)}y`)).toMatch(/^x/);
    expect(fileNameFrom(';'.repeat(100_000))).toBeUndefined();
    expect(fileNameFrom(`;${' '.repeat(100_000)}`)).toBeUndefined();
  });
});
