import { describe, expect, test } from 'vitest';
import { appUserGrant } from '../../../src/auth/grants/app-user.ts';
import { deviceGrant, type DeviceGrantOptions } from '../../../src/auth/grants/device.ts';
import { clientCredentialsGrant } from '../../../src/auth/grants/client-credentials.ts';
import { grantDefinition, type Grant } from '../../../src/auth/grants/grant.ts';
import { refreshTokenGrant, type RefreshTokenGrantOptions } from '../../../src/auth/grants/refresh-token.ts';
import { answer, appUser, client, erika, failureOf, form, grants, refusal, secrets, source } from '../auth-fixture.ts';
import { stubFetch, token } from '../../stub-fetch.ts';

const till: DeviceGrantOptions = { ...client, uuid: '/vendor/x/cashier/1', onUserCode: () => undefined };
const kept: RefreshTokenGrantOptions = { ...client, refreshToken: 'r1' };

describe('on the wire', () => {
  test('client credentials', async () => {
    const stub = stubFetch(token('t1'));
    await source(stub, clientCredentialsGrant(client)).token();
    expect(form(stub, 0)).toEqual({ grant_type: 'client_credentials', ...secrets });
  });

  test.each([
    ['with a name for the device', { ...erika, deviceName: 'Phone' }, 'Phone'],
    ['without', erika, 'd'],
  ])('application user %s', async (_, options, name) => {
    const stub = stubFetch(token('t1'));
    await source(stub, appUserGrant(options)).token();
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
    await source(stub, refreshTokenGrant(kept)).token();
    expect(form(stub, 0)).toEqual({ grant_type: 'refresh_token', refresh_token: 'r1', ...secrets });
  });

  test('a device that was connected before begins with its refresh token', async () => {
    const stub = stubFetch(token('t1'));
    await source(stub, deviceGrant({ ...till, refreshToken: 'r1' })).token();
    expect(form(stub, 0)).toEqual({ grant_type: 'refresh_token', refresh_token: 'r1', ...secrets });
  });
});

describe('the key', () => {
  const key = (grant: Grant) => grantDefinition(grant)!.key();

  test('names grant and client', async () => {
    expect(await key(clientCredentialsGrant(client))).toBe('client_credentials:shop');
    expect(await key(appUser)).toBe('appuser:shop:erika:d');
    expect(await key(deviceGrant(till))).toBe('device:shop:%2Fvendor%2Fx%2Fcashier%2F1');
  });

  test('tells users of one client apart by a digest of the refresh token', async () => {
    // printf r1 | sha256sum | cut -c1-32
    expect(await key(refreshTokenGrant(kept))).toBe('refresh_token:shop:82f3e9c695dc6b8d1b11818d5701919e');
    expect(await key(refreshTokenGrant({ ...kept, refreshToken: 'r2' }))).not.toBe(await key(refreshTokenGrant(kept)));
  });

  test('is different for different parts, wherever their borders are', async () => {
    const one = await key(appUserGrant({ ...erika, username: 'a:b', device: 'c' }));
    expect(await key(appUserGrant({ ...erika, username: 'a', device: 'b:c' }))).not.toBe(one);
  });

  test('holds no secret', async () => {
    const password = 'hidden';
    for (const grant of [
      clientCredentialsGrant({ ...client, clientSecret: password }),
      appUserGrant({ ...erika, password }),
      refreshTokenGrant({ ...kept, refreshToken: password }),
    ]) {
      expect(await key(grant)).not.toContain('hidden');
    }
  });
});

describe('options', () => {
  const kinds = {
    clientCredentials: clientCredentialsGrant,
    applicationUser: appUserGrant,
    device: deviceGrant,
    refreshToken: refreshTokenGrant,
  } as const;
  type Kind = keyof typeof kinds;
  const make = (kind: Kind, options: object) => () => kinds[kind](options as never);

  test.each<[string, Kind, object]>([
    ['clientId', 'clientCredentials', { ...client, clientId: '' }],
    ['clientSecret', 'clientCredentials', { ...client, clientSecret: undefined }],
    ['clientId', 'applicationUser', { ...erika, clientId: '' }],
    ['clientSecret', 'applicationUser', { ...erika, clientSecret: '' }],
    ['username', 'applicationUser', { ...erika, username: '' }],
    ['password', 'applicationUser', { ...erika, password: 7 }],
    ['device', 'applicationUser', { ...erika, device: '' }],
    ['clientId', 'device', { ...till, clientId: '' }],
    ['clientSecret', 'device', { ...till, clientSecret: '' }],
    ['uuid', 'device', { ...till, uuid: '' }],
    ['refreshToken', 'device', { ...till, refreshToken: '' }],
    ['clientId', 'refreshToken', { ...kept, clientId: '' }],
    ['clientSecret', 'refreshToken', { ...kept, clientSecret: '' }],
    ['refreshToken', 'refreshToken', { ...kept, refreshToken: '' }],
    ['clientId', 'clientCredentials', { ...client, clientId: 'hid-den\n' }],
    ['clientSecret', 'clientCredentials', { ...client, clientSecret: 'hid-den\r\n' }],
    ['clientSecret', 'clientCredentials', { ...client, clientSecret: '\nhid-den' }],
    ['password', 'applicationUser', { ...erika, password: '\u0000hid-den' }],
    ['uuid', 'device', { ...till, uuid: 'hid\u007fden' }],
    ['refreshToken', 'refreshToken', { ...kept, refreshToken: 'hid\tden' }],
  ])('without a usable %s are refused, without quoting it: %s %j', (name, kind, options) => {
    expect(make(kind, options)).toThrow(TypeError);
    expect(make(kind, options)).toThrow(
      `\`auth.${name}\` is missing, empty, or has a control character in it (a file often ends with a line break).`,
    );
    expect(make(kind, options)).not.toThrow(/hid|den/);
  });

  test('may have any other characters', async () => {
    const stub = stubFetch(token('t1'));
    await source(stub, appUserGrant({ ...erika, password: ' pä ß%&= ' })).token();
    expect(form(stub, 0)['password']).toBe(' pä ß%&= ');
  });

  test('need a function that shows the code of a device', () => {
    expect(make('device', { ...till, onUserCode: undefined })).toThrow('`auth.onUserCode` must be a function.');
  });
});

test('a grant may serve several clients, which do not share what they learn', async () => {
  const stub = stubFetch(answer({ access_token: 't1', refresh_token: 'r1' }), token('t2'));
  await source(stub, appUser).token();
  await source(stub, appUser).token();
  expect(grants(stub)).toEqual(['appuser', 'appuser']);
});

test('a refresh token that is all there is stays when it is refused, is sent once for each attempt, and the refusal stands', async () => {
  const stub = stubFetch(refusal('invalid_grant'), refusal('invalid_grant'), token('t3'));
  const tokens = source(stub, refreshTokenGrant(kept));
  for (const requests of [1, 2]) {
    expect(await failureOf(tokens.token())).toMatchObject({ name: 'AuthenticationError', error: 'invalid_grant' });
    expect(stub.requests).toHaveLength(requests);
  }
  expect(await tokens.token()).toBe('t3');
});
