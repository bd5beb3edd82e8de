import { expect, test } from 'vitest';
import { geoAddress } from '../../src/general/geo-address.ts';

test('an address has its parts, and one text', () => {
  const { address_components, address_formatted } = geoAddress({
    street: 'Beispielring',
    street_number: '7',
    postal_code: '1010',
    city: 'Wien',
    country: 'AT',
  });
  expect(address_formatted).toBe('Beispielring 7, 1010 Wien, Österreich');
  expect(address_components?.map(({ long_name, types }) => [long_name, types?.[0]])).toEqual([
    ['Beispielring', 'route'],
    ['7', 'street_number'],
    ['1010', 'postal_code'],
    ['Wien', 'locality'],
    ['Österreich', 'country'],
  ]);
});

test('a part that is missing leaves no gap', () => {
  expect(geoAddress({ city: 'Wien', street: null }).address_formatted).toBe('Wien');
  expect(geoAddress({})).toMatchObject({ address_components: [], address_formatted: '' });
});

test('a country that is no code stays as it is', () => {
  expect(geoAddress({ country: 'Deutschland' }).address_formatted).toBe('Deutschland');
});
