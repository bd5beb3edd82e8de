import { expect, test } from 'vitest';
import { germanAmount, germanDate, nameValue, separator, textLine } from '../../src/receipts/lines.ts';

test('amounts have a comma and a currency', () => {
  expect(germanAmount(1995)).toBe('19,95 EUR');
  expect(germanAmount(5, 'CHF')).toBe('0,05 CHF');
});

test('dates have the day first', () => expect(germanDate('2026-03-02T23:59:59+01:00')).toBe('02.03.2026'));

test('lines have the shape that the API documents', () => {
  expect(textLine('Beleg', 'important')).toEqual({
    type: 'textline',
    value: { text: 'Beleg', decoration: ['important'] },
  });
  expect(nameValue('Summe', '1')).toEqual({ type: 'name-value', value: { name: 'Summe', value: '1', decoration: [] } });
  expect([separator(), separator('Bon')]).toEqual([
    { type: 'separator', value: {} },
    { type: 'separator', value: { caption: 'Bon' } },
  ]);
});
