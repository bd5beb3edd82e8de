import { describe, expect, test } from 'vitest';
import { grantOf, type GrantOptions } from '../src/auth/grants.ts';
import { appUser, client, failureOf, form, refusal, secrets, source } from './auth-fixture.ts';
import { stubFetch, token } from './stub-fetch.ts';

const device = { ...client, grant: 'device' as const, uuid: '/vendor/x/cashier/1', onUserCode: () => undefined };
const refreshing = { ...client, grant: 'refresh_token' as const, refreshToken: 'r1' };

describe('on the wire', () => {
  test('client credentials, which is what is meant when no grant is named', async () => {
    for (const options of [client, { ...client, grant: 'client_credentials' as const }]) {
      const stub = stubFetch(token('t1'));
      await source(stub, options).token();
      expect(form(stub, 0)).toEqual({ grant_type: 'client_credentials', ...secrets });
    }
  });

  test.each([
    ['with a name for the device', { ...appUser, deviceName: 'Phone' }, 'Phone'],
    ['without', appUser, 'd'],
  ])('application user %s', async (_, options, name) => {
    const stub = stubFetch(token('t1'));
    await source(stub, options).token();
    expect(form(stub, 0)).toEqual({
      grant_type: 'appuser',
      username: 'erika',
      password: 'p',
      device: 'd',
      'deviceinfo[name]': name,
      ...secrets,
    });
  });

  test('refresh token', async () => {
    const stub = stubFetch(token('t1'));
    await source(stub, refreshing).token();
    expect(form(stub, 0)).toEqual({ grant_type: 'refresh_token', refresh_token: 'r1', ...secrets });
  });

  test('a device that was connected before begins with its refresh token', async () => {
    const stub = stubFetch(token('t1'));
    await source(stub, { ...device, refreshToken: 'r1' }).token();
    expect(form(stub, 0)).toEqual({ grant_type: 'refresh_token', refresh_token: 'r1', ...secrets });
  });
});

describe('the key', () => {
  const key = (options: GrantOptions) => grantOf(options).key();

  test('names grant and client', async () => {
    expect(await key(client)).toBe('client_credentials:shop');
    expect(await key(appUser)).toBe('appuser:shop:erika:d');
    expect(await key(device)).toBe('device:shop:%2Fvendor%2Fx%2Fcashier%2F1');
  });

  test('tells users of one client apart by a digest of the refresh token', async () => {
    // printf r1 | sha256sum | cut -c1-32
    expect(await key(refreshing)).toBe('refresh_token:shop:82f3e9c695dc6b8d1b11818d5701919e');
    expect(await key({ ...refreshing, refreshToken: 'r2' })).not.toBe(await key(refreshing));
  });

  test('is different for different parts, wherever their borders are', async () => {
    const one = await key({ ...appUser, username: 'a:b', device: 'c' });
    expect(await key({ ...appUser, username: 'a', device: 'b:c' })).not.toBe(one);
  });

  test('holds no secret', async () => {
    for (const options of [client, { ...appUser, password: 's3cret' }, { ...refreshing, refreshToken: 's3cret' }]) {
      expect(await key(options)).not.toContain('s3cret');
    }
  });
});

describe('options', () => {
  test.each([
    ['clientId', { ...client, clientId: '' }],
    ['clientSecret', { ...client, clientSecret: undefined }],
    ['username', { ...appUser, username: '' }],
    ['password', { ...appUser, password: 7 }],
    ['device', { ...appUser, device: '' }],
    ['uuid', { ...device, uuid: '' }],
    ['refreshToken', { ...device, refreshToken: '' }],
    ['refreshToken', { ...refreshing, refreshToken: '' }],
  ])('without %s are refused', (name, options) => {
    const make = () => grantOf(options as GrantOptions);
    expect(make).toThrow(TypeError);
    expect(make).toThrow(`\`auth.${name}\` is missing or empty.`);
  });

  test.each([
    ['clientId', { ...client, clientId: 'hid-den\n' }],
    ['clientSecret', { ...client, clientSecret: 'hid-den\r\n' }],
    ['password', { ...appUser, password: '\u0000hid-den' }],
    ['uuid', { ...device, uuid: 'hid\u007fden' }],
    ['refreshToken', { ...refreshing, refreshToken: 'hid\tden' }],
  ])('with a control character in %s are refused without quoting it', (name, options) => {
    const make = () => grantOf(options);
    expect(make).toThrow(TypeError);
    expect(make).toThrow(`\`auth.${name}\` contains a line break or another control character`);
    expect(make).not.toThrow(/hid|den/);
  });

  test('may have any other characters', async () => {
    const stub = stubFetch(token('t1'));
    await source(stub, { ...appUser, password: ' pä ß%&= ' }).token();
    expect(form(stub, 0)['password']).toBe(' pä ß%&= ');
  });

  test('need a function that shows the code of a device', () => {
    expect(() => grantOf({ ...device, onUserCode: undefined } as never)).toThrow(
      '`auth.onUserCode` must be a function.',
    );
  });

  test('with an unknown grant are refused', () => {
    expect(() => grantOf({ ...client, grant: 'password' } as never)).toThrow('Unknown grant "password".');
  });
});

test('a refresh token that is all there is stays when it is refused, is sent once for each attempt, and the refusal stands', async () => {
  const stub = stubFetch(refusal('invalid_grant'), refusal('invalid_grant'), token('t3'));
  const tokens = source(stub, refreshing);
  for (const requests of [1, 2]) {
    expect(await failureOf(tokens.token())).toMatchObject({ name: 'AuthenticationError', error: 'invalid_grant' });
    expect(stub.requests).toHaveLength(requests);
  }
  expect(await tokens.token()).toBe('t3');
});
