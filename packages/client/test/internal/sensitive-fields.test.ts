import { describe, expect, test } from 'vitest';
import { decodeEscapes } from '../../src/internal/decode-escapes.ts';
import { findSecrets, findSensitiveValues } from '../../src/internal/sensitive-fields.ts';

/** The values that are found, as they are in the string, and the string with `#` for each of them. */
function search(original: string): { values: string[]; rest: string } {
  const decoded = decodeEscapes(original);
  const values: string[] = [];
  let [rest, last] = ['', 0];
  for (const range of findSensitiveValues(original, decoded)) {
    const [start, end] = [decoded.originOf(range.start), decoded.originOf(range.end)];
    values.push(original.slice(start, end));
    rest += `${original.slice(last, start)}#`;
    last = end;
  }
  return { values, rest: rest + original.slice(last) };
}
const valuesIn = (original: string): string[] => search(original).values;

describe('findSensitiveValues()', () => {
  test.each([
    'pan', 'PAN', 'cardnumber', 'card_number', 'cardNumber', 'cvc', 'cvv', 'cvv2', 'csc', 'securityCode', 'pin', 'user_pin', 'pincode', 'passcode', 'password', 'newPassword',
    'passphrase', 'client_secret', 'clientSecret', 'client-secret', 'secrets', 'access_token', 'refreshToken', 'token', 'apikey', 'x-api-key', 'track2', 'track_2_data', 'cryptogram',
    'transact_container',
  ])('finds the value of the field %s', (name) => {
    expect(valuesIn(`{"a":1,"${name}":"x","b":2}`)).toEqual(['"x"']);
  }); // prettier-ignore

  test.each(['pants', 'shopping', 'transactionRef', 'passport', 'token_status', 'cvcx', 'code', 'number', 'iban'])(
    'skips the field %s',
    (name) => {
      expect(valuesIn(`{"${name}":"x"}`)).toEqual([]);
    },
  );

  test.each([
    ['an empty string', '""'],
    ['a string with quotes and backslashes', String.raw`"a\"b\\"`],
    ['a number', '-12.5e+3'],
    ['an array', '["a","b]",["c"]]'],
    ['an object', String.raw`{"value":"}\"]","more":[{"a":1}]}`],
  ])('finds %s', (_, value) => {
    expect(valuesIn(`{"pin": ${value}, "next": "[1]"}`)).toEqual([value]);
    expect(valuesIn(`{"pin":${value}}`)).toEqual([value]);
  });

  test.each(['true', 'false', 'null'])('skips the value %s', (value) => {
    expect(valuesIn(`{"token":${value}}`)).toEqual([]);
  });

  const document = {
    list: [{ password: 'hidden "one\\', next: 'shown' }],
    pan: { value: ['}"hidden'] },
    cvc: 5,
    last: 'too',
  };
  const escapes: [string, (text: string) => string][] = [
    ['JSON', (text) => text],
    ['a string of JSON', (text) => JSON.stringify({ error_details: text })],
    ['a string of a string of JSON', (text) => JSON.stringify([JSON.stringify([text])])],
    ['HTML', (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
    ['a form', encodeURIComponent],
    ['a form in JSON', (text) => JSON.stringify(encodeURIComponent(text))],
  ];
  test.each(escapes)('finds values in %s', (_, escape) => {
    const shown = '{"list":[{"password":#,"next":"shown"}],"pan":#,"cvc":#,"last":"too"}';
    const { values, rest } = search(escape(JSON.stringify(document)));
    expect(values).toHaveLength(3);
    expect(rest).toBe(escape(shown).replaceAll('%23', '#'));
  });

  test('finds a value in JSON with escapes by number', () => {
    expect(search(String.raw`{\u0022pin\u0022:\u0022a\\u0022b\u0022,\u0022c\u0022:1}`).rest).toBe(
      String.raw`{\u0022pin\u0022:#,\u0022c\u0022:1}`,
    );
  });

  test.each([
    ['in single quotes', `{'password': 'it is "x"', 'next': 1}`, `'it is "x"'`],
    ['with arrows', `["password" => "x"]`, '"x"'],
    ['with equals signs', `"password"="x"`, '"x"'],
  ])('finds a value in another notation, %s', (_, text, expected) => {
    expect(valuesIn(text)).toEqual([expected]);
  });

  test.each(['"abc', '["a", "b', '{"a":{"b":1}', String.raw`"abc\"`, '"', '['])(
    'regards all of the rest as the value when it does not end: %s',
    (value) => {
      expect(valuesIn(`{"password":${value}`)).toEqual([value]);
    },
  );

  test('ends a value that was truncated where the string around it ends', () => {
    const inner = '{"pin":"12';
    expect(valuesIn(JSON.stringify({ error_details: inner, next: 'shown' }))).toEqual([String.raw`\"12`]);
  });

  test('returns the quotes of the name', () => {
    const quotesIn = (text: string) => findSensitiveValues(text, decodeEscapes(text)).map(({ quote }) => quote);
    expect(quotesIn('{"pin":1}')).toEqual(['"']);
    expect(quotesIn(String.raw`{\"pin\":1}`)).toEqual([String.raw`\"`]);
    expect(quotesIn('{&quot;pin&quot;:1}')).toEqual(['&quot;']);
  });
});

describe('findSecrets()', () => {
  test('returns the values of JSON fields with card data and credentials', () => {
    expect(findSecrets('{"pan":"4111","note":"plain","private":{"passcode":"1234","cvc":5}}')).toEqual([
      '4111',
      '1234',
      '5',
    ]);
  });

  test('returns all strings and numbers in such fields, at any depth', () => {
    const body = {
      password: ['first', { second: 'third' }],
      pan: { value: 4111, valid: true, note: null },
      user_pin: -5,
    };
    expect(findSecrets(JSON.stringify(body)).sort()).toEqual(['-5', '4111', 'first', 'third']);
    expect(findSecrets(JSON.stringify([[{ token: 'in an array' }]]))).toEqual(['in an array']);
  });

  test('returns a value once', () => {
    expect(findSecrets('[{"pin":"123456"},{"pin":"123456"}]')).toEqual(['123456']);
  });

  test('reads JSON that is nested more deeply than calls can be', () => {
    const depth = 20_000;
    expect(findSecrets(`{"pan":${'['.repeat(depth)}"x"${']'.repeat(depth)}}`)).toEqual(['x']);
  });

  test('returns the values of such fields of a form', () => {
    const form = new FormData();
    form.append('passcode', 'abc"d');
    form.append('passcode', 'second');
    form.append('person', '{"user_pin":"third"}');
    form.append('password', '["fourth"]');
    form.append('file', new Blob(['{"pan":"4111"}']));
    expect(findSecrets(form)).toEqual(['abc"d', 'second', '["fourth"]', 'third', 'fourth']);
  });

  test('returns nothing without a body, for a Blob, and for a body that is not JSON', () => {
    expect(findSecrets(undefined)).toEqual([]);
    expect(findSecrets(new Blob(['{"pan":"4111"}']))).toEqual([]);
    expect(findSecrets('"pan":"4111"')).toEqual([]);
  });
});
