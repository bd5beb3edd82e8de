import { describe, expect, test } from 'vitest';
import { findCardNumbers } from '../../src/internal/card-number.ts';

/** The string with `#` for each card number in it. */
function replace(text: string): string {
  let [replaced, end] = ['', 0];
  for (const range of findCardNumbers(text)) {
    if (range.start >= end) replaced += `${text.slice(end, range.start)}#`;
    end = Math.max(end, range.end);
  }
  return replaced + text.slice(end);
}

describe('findCardNumbers()', () => {
  test.each([
    ['of 16 digits', 'card 4111111111111111 was rejected', 'card # was rejected'],
    ['in groups', 'card 4111 1111 1111 1111.', 'card #.'],
    ['with hyphens', '(4111-1111-1111-1111)', '(#)'],
    ['with doubled digits above nine', '5500000000000004', '#'],
    ['of 13 digits', '4222222222222', '#'],
    ['of 14 digits', '30569309025904', '#'],
    ['of 15 digits, in the groups of its brand', '3782 822463 10005', '#'],
    ['of 19 digits', '6304000000000000000', '#'],
    ['of no large brand', '9999999999999995', '#'],
    ['of no large brand, in groups', '7777 7777 7777 7771', '#'],
    ['in full-width digits', '４１１１１１１１１１１１１１１１', '#'],
    ['more than once', '4111111111111111, 4222222222222', '#, #'],
    ['twice side by side', '4111111111111111 5500000000000004', '# #'],
  ])('finds a card number %s', (_, text, expected) => {
    expect(replace(text)).toBe(expected);
  });

  test.each([' ', '  ', '-', ' - ', '.', '/', '+', ',', ', ', ':', '|', '_', '\t', '\n', '\u00a0', '\u2009', '–', '—', '·', '\u200b', '", "', '&ndash;', '&thinsp;'])('finds one whose groups are separated by %j', (separator) => {
    expect(replace(`card ${['4111', '1111', '1111', '1111'].join(separator)} rejected`)).toBe('card # rejected');
  }); // prettier-ignore

  test('finds one with separators of several kinds, and between all digits', () => {
    expect(replace('4111-1111 1111.1111')).toBe('#');
    expect(replace([...'4111111111111111'].join(' '))).toBe('#');
    expect(replace('41 11 11 11 11 11 11 11')).toBe('#');
  });

  test.each([
    'Card # 12/29 declined', 'Card # 12 29 declined', 'Card # 1229', 'Card # 123 declined', 'Card #-123', 'Card # 19,95 EUR', 'Item 1 # declined', '2026-03-01 #',
    '2026-03-01 12:00:00 # 2026-03-02', 'Error 12 #', '12:30:01 #', 'card_#', 'PAN#', 'PCI_#', ';#=29121010000000000000?', '%B#^DOE/JOHN^2912?', '#D29121010000000', '#x',
    'x#', '#,1229,123', '#;1229;123', '#\t1229', '#\n1229', '+49 30 1234567 #', '{"exp":1229,"pan":#,"cvc":123}',
  ])('finds one beside other digits and letters: %s', (template) => {
    for (const card of ['4111111111111111', '4111 1111 1111 1111', '378282246310005', '5500-0000-0000-0004'])
      expect(replace(template.replace('#', card))).not.toContain(card);
  }); // prettier-ignore

  test.each([
    ['behind', '41111111111111111229', 0],
    ['in front', '20264111111111111111', 4],
    ['on both sides', '994111111111111111129', 2],
    ['in front of groups', '124111 1111 1111 1111', 2],
    ['behind groups', '4111 1111 1111 1111229', 0],
  ])('finds one with digits glued to it %s', (_, text, start) => {
    const found = findCardNumbers(text);
    expect(found[0]!.start).toBeLessThanOrEqual(start);
    expect(replace(text)).not.toMatch(/1111 ?1111/);
  });

  test.each([
    ['a number with a wrong check digit', 'order 4111111111111112'],
    ['a number that is too short', '411111111111'],
    ['a long number without a card number in it', '11111111111111111111'],
    ['a number of no large brand in a longer word', 'STX_9999999999999995 a9999999999999995'],
    ['a date and an amount', '2026-03-03 12:00:00, 1995'],
    ['digits that letters divide', '4111a1111b1111c1111'],
    ['digits that more than a separator divides', '4111 ..... 1111 1111 1111'],
    ['nothing', ''],
  ])('skips %s', (_, text) => {
    expect(findCardNumbers(text)).toEqual([]);
  });
});
