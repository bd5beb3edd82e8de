import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONTACT_LENGTHS } from '../../src/generated/personal-data.ts';
import { clipContact } from '../../src/personal-data/clip-contact.ts';

const charactersIn = (text: string): number => Array.from(text).length;

describe('clipContact()', () => {
  test('clips each field to its length in the spec, and trims all texts', () => {
    const contact = {
      forename: ` ${'a'.repeat(60)}`,
      surname: ' Mustermann ',
      title: 'x'.repeat(21),
      email: ' max@example.com',
    };
    const address = { street: 's'.repeat(51), city: 'c'.repeat(50), postal_code: '12345678901', country: 'DE ' };
    expect(clipContact({ ...contact, address })).toEqual({
      forename: 'a'.repeat(50),
      surname: 'Mustermann',
      title: 'x'.repeat(20),
      email: 'max@example.com',
      address: { street: 's'.repeat(50), city: 'c'.repeat(50), postal_code: '1234567890', country: 'DE' },
    });
  });

  test('leaves fields whole that would be wrong without their end', () => {
    const contact = {
      email: `${'m'.repeat(200)}@example.com`,
      phone: '0'.repeat(90),
      mobile: '0'.repeat(90),
      dob: '1971-02-03T00:00:00+01:00',
      url_website: `https://example.com/${'x'.repeat(200)}`,
    };
    expect(clipContact(contact)).toEqual(contact);
  });

  test('does not change its argument, nor values that are no texts', () => {
    const contact = Object.freeze({
      forename: null,
      surname: 'x'.repeat(70),
      address: Object.freeze({ city: ' Köln ' }),
    });
    expect(clipContact(contact)).toEqual({ forename: null, surname: 'x'.repeat(50), address: { city: 'Köln' } });
    expect(contact.address.city).toBe(' Köln ');
    expect(clipContact({ address: null } as never)).toEqual({ address: null });
    expect(clipContact(null as never)).toBeNull();
  });

  test.each([
    ['emoji of two UTF-16 units', '😀'.repeat(11), '😀'.repeat(10)],
    ['a letter with an accent of its own', `${'x'.repeat(9)}e\u0301`, 'x'.repeat(9)],
    ['emoji that are joined', `${'x'.repeat(8)}👩\u200D👧`, 'x'.repeat(8)],
    ['a space where the text ends', `${'x'.repeat(9)} y`, 'x'.repeat(9)],
    ['nothing but accents', '\u0301'.repeat(11), '\u0301'.repeat(10)],
  ])('splits no %s', (_, salutation, clipped) => {
    expect(clipContact({ salutation })).toEqual({ salutation: clipped });
  });

  test('makes a text fit that is a beginning of the original, and changes nothing the second time', () => {
    const text = fc.string({ unit: 'binary', maxLength: 120 });
    fc.assert(
      fc.property(
        fc.constantFrom('forename', 'surname', 'companyname', 'salutation', 'title'),
        text,
        (field, original) => {
          const clipped = (clipContact({ [field]: original }) as Record<string, string>)[field]!;
          expect(charactersIn(clipped)).toBeLessThanOrEqual(CONTACT_LENGTHS[field as 'forename']);
          expect(original.trim().startsWith(clipped)).toBe(true);
          expect(clipContact({ [field]: clipped })).toEqual({ [field]: clipped });
          const fits = charactersIn(original.trim()) <= CONTACT_LENGTHS[field as 'forename'];
          expect(clipped === original.trim()).toBe(fits);
        },
      ),
    );
  });
});
