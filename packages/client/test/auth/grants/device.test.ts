import { describe, expect, test } from 'vitest';
import { deviceGrant } from '../../../src/auth/grants/device.ts';
import { grantDefinition } from '../../../src/auth/grants/grant.ts';
import { credentialFields, deviceOptions, grantTokenSource, invalidOption, sentForm } from '../auth-fixture.ts';
import { stubFetch, token } from '../../stub-fetch.ts';

describe('the device grant', () => {
  test('sends the refresh token of an earlier login first', async () => {
    const stub = stubFetch(token('t1'));
    await grantTokenSource(stub, deviceGrant({ ...deviceOptions, refreshToken: 'r1' })).token();
    expect(sentForm(stub, 0)).toEqual({ grant_type: 'refresh_token', refresh_token: 'r1', ...credentialFields });
  });

  test('has a key that names the grant, the client and the device, but no secret', async () => {
    expect(await grantDefinition(deviceGrant(deviceOptions))!.key()).toBe('device:shop:%2Fvendor%2Fx%2Fcashier%2F1');
    const grant = deviceGrant({ ...deviceOptions, clientSecret: 'hidden', refreshToken: 'hidden' });
    expect(await grantDefinition(grant)!.key()).not.toContain('hidden');
  });

  test.each<[string, object]>([
    ['clientId', { ...deviceOptions, clientId: '' }],
    ['clientSecret', { ...deviceOptions, clientSecret: '' }],
    ['uuid', { ...deviceOptions, uuid: '' }],
    ['refreshToken', { ...deviceOptions, refreshToken: '' }],
    ['uuid', { ...deviceOptions, uuid: 'hid\u007fden' }],
  ])('throws for an invalid %s without quoting it: %j', (name, options) => {
    expect(() => deviceGrant(options as never)).toThrow(invalidOption(name));
  });

  test('throws without a function that shows the code', () => {
    expect(() => deviceGrant({ ...deviceOptions, onUserCode: undefined as never })).toThrow(
      new TypeError('`auth.onUserCode` must be a function.'),
    );
  });
});
