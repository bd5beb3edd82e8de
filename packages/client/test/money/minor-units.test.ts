import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMoney } from '../../src/money/format-money.ts';
import { fromMinorUnits, toMinorUnits } from '../../src/money/minor-units.ts';

describe('toMinorUnits', () => {
  test.each([
    ['19.95', 'EUR', 1995],
    ['19,95', 'EUR', 1995],
    ['19,9', 'EUR', 1990],
    ['19', 'EUR', 1900],
    ['0.07', 'EUR', 7],
    ['-5.00', 'EUR', -500],
    ['1.15', 'EUR', 115],
    ['4.35', 'EUR', 435],
    ['1995', 'JPY', 1995],
    ['1.995', 'KWD', 1995],
    ['1.9951', 'CLF', 19951],
    ['90071992547409.91', 'EUR', Number.MAX_SAFE_INTEGER],
  ])('%s %s are %d', (amount, currency, minor) => {
    expect(toMinorUnits(amount, currency)).toBe(minor);
  });

  test('there is no minus nought', () => {
    expect(Object.is(toMinorUnits('-0.00', 'EUR'), 0)).toBe(true);
  });

  test.each([
    '',
    ' 1',
    '1 ',
    '.5',
    '5.',
    '1.995,00',
    '1 995',
    '+1',
    '1e3',
    '0x10',
    '--1',
    '1.2.3',
    '−1',
    'NaN',
    '１',
    '1\n',
  ])('%j is refused', (amount) => {
    expect(() => toMinorUnits(amount, 'EUR')).toThrow(TypeError);
  });

  test.each([19.95, null, undefined, ['19.95']])('%j, which is no string, is refused', (amount) => {
    expect(() => toMinorUnits(amount as never, 'EUR')).toThrow(TypeError);
  });

  test('more decimals than the currency has are refused, not rounded', () => {
    expect(() => toMinorUnits('1.995', 'EUR')).toThrow('more decimals than EUR, which has 2');
    expect(() => toMinorUnits('1.0', 'JPY')).toThrow(RangeError);
  });

  test('what is too large to be exact is refused', () => {
    expect(() => toMinorUnits('90071992547409.92', 'EUR')).toThrow(RangeError);
    expect(() => toMinorUnits('9'.repeat(400), 'EUR')).toThrow(RangeError);
  });
});

describe('fromMinorUnits', () => {
  test.each([
    [1995, 'EUR', '19.95'],
    [7, 'EUR', '0.07'],
    [0, 'EUR', '0.00'],
    [-5, 'EUR', '-0.05'],
    [1995, 'JPY', '1995'],
    [0, 'JPY', '0'],
    [1, 'KWD', '0.001'],
    [Number.MAX_SAFE_INTEGER, 'EUR', '90071992547409.91'],
  ])('%d %s are %s', (minor, currency, amount) => {
    expect(fromMinorUnits(minor, currency)).toBe(amount);
  });

  test.each([19.95, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '1995', null])('%j is refused', (minor) => {
    expect(() => fromMinorUnits(minor as number, 'EUR')).toThrow(RangeError);
  });

  test('is the inverse of toMinorUnits', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('EUR', 'HUF', 'JPY', 'KWD', 'CLF'), (minor, currency) => {
        expect(toMinorUnits(fromMinorUnits(minor, currency), currency)).toBe(minor);
      }),
    );
  });
});

describe('formatMoney', () => {
  // Between the number and the sign there is a space that does not break.
  test.each([
    [1995, 'EUR', 'de-DE', '19,95\u00a0€'],
    [1995, 'EUR', 'en-US', '€19.95'],
    [-123456, 'EUR', 'de-DE', '-1.234,56\u00a0€'],
    [1995, 'JPY', 'en-US', '¥1,995'],
    [1995, 'HUF', 'en-US', 'HUF\u00a019.95'],
    [1995, 'KWD', 'en-US', 'KWD\u00a01.995'],
    [Number.MAX_SAFE_INTEGER, 'EUR', 'en-US', '€90,071,992,547,409.91'],
  ])('%d %s in %s', (minor, currency, locale, text) => {
    expect(formatMoney(minor, currency, locale)).toBe(text);
  });

  test('takes several locales, or those of the surroundings', () => {
    expect(formatMoney(1995, 'EUR', ['de-AT', 'en'])).toMatch(/19,95/);
    expect(formatMoney(1995, 'EUR')).toMatch(/19[.,]95/);
  });

  test.each(['eur', 'EURO', '', 'E', '__proto__', undefined])('the currency %j is refused', (currency) => {
    expect(() => formatMoney(1995, currency as string, 'de-DE')).toThrow(RangeError);
  });
});
