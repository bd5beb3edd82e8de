import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskPersonalData } from '../../src/personal-data/mask-personal-data.ts';

describe('maskPersonalData()', () => {
  test('masks contact and bank data, and leaves ids, amounts, statuses and times', () => {
    const transaction = {
      object: 'smart.transactions',
      id: 'STX_1',
      status: 'ok',
      created: '2026-01-02T03:04:05+01:00',
      basket_info: { sum: 1900, currency: 'EUR' },
      basket: { products: [{ id: 1, desc: 'Coffee', quantity: 2 }] },
      store: { object: 'general.stores', id: 'STO_1', name: 'Shop' },
      customer: {
        object: 'payment.customers',
        id: 'PCU_1',
        contact: { name: 'Max Muster', forename: 'Max', dob: '1971-02-03', address: { type: 'home', city: 'Köln' } },
      },
      container: { private: { iban: 'DE89370400440532013000', bic: 'COBADEFFXXX', owner: 'Max Muster' } },
    };
    expect(maskPersonalData(transaction)).toEqual({
      ...transaction,
      customer: {
        object: 'payment.customers',
        id: 'PCU_1',
        contact: { name: '***', forename: '***', dob: '***', address: { type: 'home', city: '***' } },
      },
      container: { private: { iban: '***3000', bic: '***', owner: '***' } },
    });
  });

  test('masks the name of a person by what is beside it, but not that of a file or an item', () => {
    const person = { name: 'Max Muster', surname: 'Muster' };
    const values = [person, { name: 'invoice.pdf', size: 5 }, { name: 'Coffee', total: 190 }];
    expect(maskPersonalData(values)).toEqual([{ name: '***', surname: '***' }, values[1], values[2]]);
  });

  test('masks unknown fields inside of personal data', () => {
    expect(maskPersonalData({ contact: { nickname: 'Maxi', extra: { deep: ['x', 5] } }, nickname: 'shown' })).toEqual({
      contact: { nickname: '***', extra: { deep: ['***', '***'] } },
      nickname: 'shown',
    });
  });

  test.each(['first_name', 'firstName', 'Telephone', 'ip_address', 'taxId', 'date-of-birth', 'account_holder'])(
    'masks %s, which the spec does not have, anywhere',
    (name) => {
      expect(maskPersonalData({ meta: [{ [name]: 'x' }] })).toEqual({ meta: [{ [name]: '***' }] });
    },
  );

  test.each([
    ['DE89 3704 0044 0532 0130 00', '***3000'],
    ['DE89370400440532013000', '***3000'],
    ['XXXX-XXXX-XXXX-1234', '***1234'],
    ['12345678901', '***'],
    ['', ''],
    [null, null],
    [0, '***'],
    [true, true],
  ])('masks the account number %j as %j', (iban, masked) => {
    expect(maskPersonalData({ iban })).toEqual({ iban: masked });
  });

  test('does not change its argument', () => {
    const contact = Object.freeze({ email: 'max@example.com', address: Object.freeze({ city: 'Köln' }) });
    const created = new Date(5);
    const copy = maskPersonalData({ contact, created, basket: [1] });
    expect(contact.address.city).toBe('Köln');
    expect(copy.created).toEqual(created);
    expect(copy.created).not.toBe(created);
    expect(copy.contact.address).not.toBe(contact.address);
  });

  test('keeps a circle, and masks an object by where it is', () => {
    const shared = { remark: 'x' };
    const value: Record<string, unknown> = { shared, contact: { shared } };
    value['self'] = value;
    const copy = maskPersonalData(value);
    expect(copy['self']).toBe(copy);
    expect(copy['shared']).toEqual({ remark: 'x' });
    expect(copy['contact']).toEqual({ shared: { remark: '***' } });
  });

  test('masks an array or a date that is also in a field without personal data', () => {
    const shared = ['Muster'];
    const date = new Date(0);
    const masked = maskPersonalData({ contact: { id: shared, surname: shared, dob: date }, created: date });
    expect(masked.contact).toEqual({ id: ['Muster'], surname: ['***'], dob: '***' });
    expect(masked.created).toEqual(date);
  });

  test('copies a field __proto__ as a field', () => {
    const copy = maskPersonalData(JSON.parse('{"__proto__":{"email":"max@example.com"}}'));
    expect(JSON.stringify(copy)).toBe('{"__proto__":{"email":"***"}}');
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  });

  test('masks what objects are in JSON, the content of maps and sets, and bytes', () => {
    const value = {
      error: { secret: 1, toJSON: () => ({ email: 'max@example.com', code: 5 }) },
      url: { toJSON: () => 'https://example.com' },
      map: new Map([['email', 'max@example.com']]),
      set: new Set([{ iban: 'DE89370400440532013000' }]),
      bytes: new Uint8Array(3),
      file: new Blob(['x']),
      dob: new Date(0),
    };
    expect(maskPersonalData(value)).toEqual({
      error: { email: '***', code: 5 },
      url: 'https://example.com',
      map: { email: '***' },
      set: [{ iban: '***3000' }],
      bytes: '***',
      file: '***',
      dob: '***',
    });
  });

  test('masks objects that cannot be read', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const getter = {
      get email(): string {
        throw new Error('no');
      },
    };
    const toJSON = (): never => {
      throw new Error('no');
    };
    expect(maskPersonalData({ proxy, getter, broken: { toJSON } })).toEqual({
      proxy: '***',
      getter: '***',
      broken: '***',
    });
  });

  test('masks JSON that is nested more deeply than calls', () => {
    let value: unknown = { email: 'max@example.com' };
    for (let depth = 0; depth < 100_000; depth++) value = [value];
    let copy: unknown = maskPersonalData(value);
    while (Array.isArray(copy)) copy = copy[0];
    expect(copy).toEqual({ email: '***' });
  });

  test('never throws, and masks the fields of a contact wherever they are', () => {
    const values = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withNullPrototype: true,
    });
    const keys = fc.constantFrom('contact', 'data', 'transactions', 'meta', 'x', '__proto__');
    fc.assert(
      fc.property(values, fc.array(keys, { maxLength: 6 }), (value, path) => {
        const email = 'needle-in-the-value';
        const nested = path.reduceRight<unknown>((inner, key) => ({ [key]: inner, value }), { email, value });
        expect(
          JSON.stringify(maskPersonalData([nested]), (_, one) => (typeof one === 'bigint' ? `${one}` : one)),
        ).not.toContain(email);
      }),
    );
  });

  test('changes nothing the second time', () => {
    const value = { contact: { email: 'max@example.com' }, iban: 'DE89370400440532013000', id: 'STX_1' };
    const once = maskPersonalData(value);
    expect(maskPersonalData(once)).toEqual(once);
  });
});
