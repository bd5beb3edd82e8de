import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalsOf, fromMinorUnits, toMinorUnits } from '../../src/money/minor-units.ts';

describe('toMinorUnits()', () => {
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
  ])('the amount %s %s is %d in minor units', (amount, currency, minorUnits) => {
    expect(toMinorUnits(amount, currency)).toBe(minorUnits);
  });

  test('the result is never minus zero', () => {
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
  ])('the string %j is rejected', (amount) => {
    expect(() => toMinorUnits(amount, 'EUR')).toThrow(TypeError);
  });

  test.each([19.95, null, undefined, ['19.95']])('%j is rejected, because it is not a string', (amount) => {
    expect(() => toMinorUnits(amount as never, 'EUR')).toThrow(TypeError);
  });

  test('more decimals than the currency has throw, and are not rounded', () => {
    expect(() => toMinorUnits('1.995', 'EUR')).toThrow('more decimals than EUR, which has 2');
    expect(() => toMinorUnits('1.0', 'JPY')).toThrow(RangeError);
  });

  test('an amount that is too large to be exact throws', () => {
    expect(() => toMinorUnits('90071992547409.92', 'EUR')).toThrow(RangeError);
    expect(() => toMinorUnits('9'.repeat(400), 'EUR')).toThrow(RangeError);
  });
});

describe('fromMinorUnits()', () => {
  test.each([
    [1995, 'EUR', '19.95'],
    [7, 'EUR', '0.07'],
    [0, 'EUR', '0.00'],
    [-5, 'EUR', '-0.05'],
    [1995, 'JPY', '1995'],
    [0, 'JPY', '0'],
    [1, 'KWD', '0.001'],
    [Number.MAX_SAFE_INTEGER, 'EUR', '90071992547409.91'],
  ])('%d minor units of %s are %s', (minorUnits, currency, amount) => {
    expect(fromMinorUnits(minorUnits, currency)).toBe(amount);
  });

  test.each([19.95, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '1995', null])(
    '%j is rejected, because it is not an integer that is exact',
    (minorUnits) => {
      expect(() => fromMinorUnits(minorUnits as number, 'EUR')).toThrow(RangeError);
    },
  );

  test('fromMinorUnits() is the inverse of toMinorUnits()', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('EUR', 'HUF', 'JPY', 'KWD', 'CLF'), (minorUnits, currency) => {
        expect(toMinorUnits(fromMinorUnits(minorUnits, currency), currency)).toBe(minorUnits);
      }),
    );
  });
});

describe('decimalsOf()', () => {
  test.each([
    ['EUR', 2],
    ['HUF', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['CLF', 4],
  ])('%s has %d decimals', (currency, decimals) => {
    expect(decimalsOf(currency)).toBe(decimals);
  });

  test('an invalid currency throws', () => {
    expect(() => decimalsOf('eur')).toThrow('"eur" is not a currency');
  });
});
