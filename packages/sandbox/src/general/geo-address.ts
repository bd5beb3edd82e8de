import type { Address, GeoAddress } from '@secuconnect/api';

const COUNTRY_NAMES = new Intl.DisplayNames(['de'], { type: 'region' });

/** An address as the platform returns it: in parts, and as one text. Its position is unknown to the sandbox. */
export function geoAddress({ street, street_number, postal_code, city, country }: Address): GeoAddress {
  const parts = [
    part(street, 'route'),
    part(street_number, 'street_number'),
    part(postal_code, 'postal_code'),
    part(city, 'locality', 'political'),
    part(country, 'country', 'political'),
  ];
  const lines = [[street, street_number], [postal_code, city], [country && countryName(country)]];
  return {
    type: 'default',
    address_components: parts.flat(),
    address_formatted: lines
      .map((words) => words.filter(Boolean).join(' '))
      .filter(Boolean)
      .join(', '),
  } as GeoAddress;
}

function part(text: string | null | undefined, ...types: string[]): object[] {
  if (!text) return [];
  return [{ long_name: types[0] === 'country' ? countryName(text) : text, short_name: text, types }];
}

/** The German name of a country. What is no code of a country stays as it is. */
const countryName = (code: string): string => (/^[A-Z]{2}$/i.test(code) ? (COUNTRY_NAMES.of(code) ?? code) : code);
