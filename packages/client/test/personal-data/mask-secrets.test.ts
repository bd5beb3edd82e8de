import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskSecrets } from '../../src/personal-data/index.ts';

const IBAN = 'DE89 3704 0044 0532 0130 00';
const PAN = '4111 1111 1111 1111';
const TOKEN = 'tok-7f3a9c55e1';

describe('maskSecrets()', () => {
  test('masks account numbers up to their last four characters, and credentials whole', () => {
    expect(
      maskSecrets({ iban: IBAN, cardnumber: 4111111111111111, pin: 1234, client_secret: 'x', access_token: TOKEN }),
    ).toEqual({ iban: '***3000', cardnumber: '***1111', pin: '***', client_secret: '***', access_token: '***' });
  });

  test('finds IBANs, card numbers, bearer tokens and given secrets in any text, number and name', () => {
    expect(
      maskSecrets(
        {
          note: `from ${IBAN}, card ${PAN}.`,
          list: [{ [IBAN]: 4111111111111111 }],
          url: 'https://shop.example.com/?iban=DE89%203704%200044%200532%200130%2000&x=1',
          header: `Bearer ${TOKEN}x`,
          log: `it was ${TOKEN}`,
        },
        [TOKEN],
      ),
    ).toEqual({
      note: 'from [redacted], card [redacted].',
      list: [{ '[redacted]': '[redacted]' }],
      url: 'https://shop.example.com/?iban=[redacted]&x=1',
      header: 'Bearer [redacted]',
      log: 'it was [redacted]',
    });
  });

  test('masks objects and arrays in fields with credentials', () => {
    expect(maskSecrets({ password: { old: 'a' }, tokens: ['a'], pan: [PAN] })).toEqual({
      password: '***',
      tokens: '***',
      pan: '***',
    });
  });

  test('leaves everything else: names, amounts, ids, times, what is empty', () => {
    const order = {
      id: 'STX_4B7QWM9XKD2P6N8R1T5VW3Y7Z0A6C4',
      sum: 1995,
      created: '2026-03-01T12:00:00+01:00',
      customer: { forename: 'Maria', iban: null, pin: '', password: false },
      list: [],
    };
    expect(maskSecrets(order)).toEqual(order);
    expect(maskSecrets('')).toBe('');
    expect(maskSecrets(undefined)).toBeUndefined();
  });

  test('changes nothing in what it is given', () => {
    const given = { iban: IBAN, list: [PAN] };
    maskSecrets(given);
    expect(given).toEqual({ iban: IBAN, list: [PAN] });
  });

  test('masks what JSON cannot have, in place of throwing', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(maskSecrets(circle)).toBe('***');
    expect(maskSecrets({ big: 4111111111111111n })).toEqual({ big: '[redacted]' });
  });

  test('shows no secret in any value', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom(IBAN, PAN, TOKEN).map((secret) => `a ${secret}, b`),
    );
    fc.assert(
      fc.property(fc.object({ key: text, values: [text, fc.integer(), fc.boolean()], maxDepth: 4 }), (value) => {
        const shown = JSON.stringify(maskSecrets(value, [TOKEN]));
        for (const secret of [IBAN, PAN, TOKEN]) expect(shown).not.toContain(secret);
      }),
    );
  });
});
