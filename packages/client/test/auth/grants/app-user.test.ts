import { describe, expect, test } from 'vitest';
import { appUserGrant } from '../../../src/auth/grants/app-user.ts';
import { grantDefinition, type Grant } from '../../../src/auth/grants/grant.ts';
import {
  appUser,
  appUserOptions,
  credentialFields,
  invalidOption,
  grantTokenSource,
  sentForm,
} from '../auth-fixture.ts';
import { stubFetch, token } from '../../stub-fetch.ts';

const keyOf = (grant: Grant) => grantDefinition(grant)!.key();

describe('the app user grant', () => {
  test.each([
    ['deviceName', { ...appUserOptions, deviceName: 'Phone' }, 'Phone'],
    ['device when there is no deviceName', appUserOptions, 'd'],
  ])('sends name and password, and as the name of the device the option %s', async (_, options, deviceName) => {
    const stub = stubFetch(token('t1'));
    await grantTokenSource(stub, appUserGrant(options)).token();
    expect(sentForm(stub, 0)).toEqual({
      grant_type: 'appuser',
      username: 'erika',
      password: 'p',
      device: 'd',
      'deviceinfo[name]': deviceName,
      ...credentialFields,
    });
  });

  test('sends a password with any printable characters unchanged', async () => {
    const stub = stubFetch(token('t1'));
    await grantTokenSource(stub, appUserGrant({ ...appUserOptions, password: ' pä ß%&= ' })).token();
    expect(sentForm(stub, 0)['password']).toBe(' pä ß%&= ');
  });

  test('has a key that names the grant, the client, the user and the device, but no secret', async () => {
    expect(await keyOf(appUser)).toBe('appuser:shop:erika:d');
    expect(await keyOf(appUserGrant({ ...appUserOptions, password: 'hidden' }))).not.toContain('hidden');
  });

  test('has different keys for different users and devices, even if their names contain the separator', async () => {
    const key = await keyOf(appUserGrant({ ...appUserOptions, username: 'a:b', device: 'c' }));
    expect(await keyOf(appUserGrant({ ...appUserOptions, username: 'a', device: 'b:c' }))).not.toBe(key);
  });

  test.each<[string, object]>([
    ['clientId', { ...appUserOptions, clientId: '' }],
    ['clientSecret', { ...appUserOptions, clientSecret: '' }],
    ['username', { ...appUserOptions, username: '' }],
    ['password', { ...appUserOptions, password: 7 }],
    ['device', { ...appUserOptions, device: '' }],
    ['password', { ...appUserOptions, password: '\u0000hid-den' }],
  ])('throws for an invalid %s without quoting it: %j', (name, options) => {
    expect(() => appUserGrant(options as never)).toThrow(invalidOption(name));
  });
});
