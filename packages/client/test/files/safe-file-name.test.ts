import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeFileName } from '../../src/files/safe-file-name.ts';

describe('safeFileName()', () => {
  test.each([
    ['everything before the last separator is removed', '../../etc/passwd', 'passwd'],
    ['a separator of Windows counts too', 'C:\\Users\\me\\Pass.pdf', 'Pass.pdf'],
    ['the parent folder is not a name', '..', undefined],
    ['the parent folder behind a separator is not a name', 'a/..', undefined],
    ['a hidden file becomes visible', '.bashrc', 'bashrc'],
    ['dots and spaces at both ends are removed', ' . Rechnung.pdf. . ', 'Rechnung.pdf'],
    ['control characters are removed', 'a\r\nSet-Cookie: b\0.pdf', 'aSet-Cookie_ b.pdf'],
    ['changes of writing direction are removed', 'rechnung\u202efdp.exe', 'rechnungfdp.exe'],
    ['characters that file systems reject become underscores', 'a:b*c?d"e<f>g|h.pdf', 'a_b_c_d_e_f_g_h.pdf'],
    ['a device name starts with an underscore', 'CON', '_CON'],
    ['a device name with an extension starts with an underscore too', 'lpt1.pdf', '_lpt1.pdf'],
    ['a device name with a superscript digit is one, too', 'COM¹', '_COM¹'],
    ['a device name with a superscript digit and an extension is one, too', 'lpt³.pdf', '_lpt³.pdf'],
    ['the input of the console is a device', 'CONIN$', '_CONIN$'],
    ['the output of the console is a device', 'conout$.txt', '_conout$.txt'],
    ['spaces after a device name do not change it', 'nul .pdf', '_nul .pdf'],
    ['a name with a dollar sign that is not a device stays', 'CON$', 'CON$'],
    ['a name that only begins like a device stays', 'console.log', 'console.log'],
    ['letters of all languages stay', 'Überweisung 日本.pdf', 'Überweisung 日本.pdf'],
    ['a long name keeps its extension', `${'x'.repeat(500)}.pdf`, `${'x'.repeat(116)}.pdf`],
    ['an empty string is not a name', '', undefined],
    ['null is not a name', null, undefined],
  ])('%s: %j', (_, name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  test('a safe name is never a path, no matter what it is made of', () => {
    const part = fc.oneof(
      fc.constantFrom('/', '\\', '..', '.', '\0', ':', ' ', 'nul', 'com¹', 'conin$', '\u202e'),
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

  test('a hostile name does not take long', () => {
    expect(safeFileName(`${'. '.repeat(100_000)}x${'. '.repeat(100_000)}y`)).toMatch(/^x/);
  });
});
