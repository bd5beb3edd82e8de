import { expect, test } from 'vitest';
import { isComplete, normalContact } from '../../src/parties/customers.ts';

test('a contact comes back with a whole name, a birthday with a time, and a compact phone number', () => {
  const contact = { forename: 'Erika', surname: 'Beispiel', dob: '1984-05-17', phone: '+49 (35955) 555-555' };
  expect(normalContact(contact)).toMatchObject({
    name: 'Erika Beispiel',
    dob: '1984-05-17T00:00:00+01:00',
    phone: '+4935955555555',
  });
  expect(normalContact({ ...contact, companyname: 'Example GmbH' }).name).toBe('Example GmbH');
  expect(normalContact({})).toEqual({});
});

const address = { street: 'Musterweg', postal_code: '01896', city: 'Pulsnitz' };

test.each([
  ['a person with an address', { forename: 'E', surname: 'B', address }, true],
  ['a company with an address', { companyname: 'E', address }, true],
  ['a surname alone', { surname: 'B', address }, false],
  ['a person without a city', { forename: 'E', surname: 'B', address: { ...address, city: '' } }, false],
  ['a person without an address', { forename: 'E', surname: 'B' }, false],
])('%s is known well enough to be rated: %s', (_, contact, expected) => {
  expect(isComplete(contact)).toBe(expected);
});
