import { describe, expect, test } from 'vitest';
import { grantDefinition, type Grant } from '../../../src/auth/grants/grant.ts';
import { refreshTokenGrant, type RefreshTokenGrantOptions } from '../../../src/auth/grants/refresh-token.ts';
import { credentialFields, credentials, grantTokenSource, invalidOption, sentForm } from '../auth-fixture.ts';
import { stubFetch, token } from '../../stub-fetch.ts';

const options: RefreshTokenGrantOptions = { ...credentials, refreshToken: 'r1' };
const keyOf = (grant: Grant) => grantDefinition(grant)!.key();

describe('the refresh token grant', () => {
  test('sends the refresh token', async () => {
    const stub = stubFetch(token('t1'));
    await grantTokenSource(stub, refreshTokenGrant(options)).token();
    expect(sentForm(stub, 0)).toEqual({ grant_type: 'refresh_token', refresh_token: 'r1', ...credentialFields });
  });

  test('has a key with a digest of the refresh token, which tells users of one client apart', async () => {
    // printf r1 | sha256sum | cut -c1-32
    expect(await keyOf(refreshTokenGrant(options))).toBe('refresh_token:shop:82f3e9c695dc6b8d1b11818d5701919e');
    const other = refreshTokenGrant({ ...options, refreshToken: 'r2' });
    expect(await keyOf(other)).not.toBe(await keyOf(refreshTokenGrant(options)));
  });

  test('has a key without a secret', async () => {
    const grant = refreshTokenGrant({ ...options, clientSecret: 'hidden', refreshToken: 'hidden' });
    expect(await keyOf(grant)).not.toContain('hidden');
  });

  test.each<[string, object]>([
    ['clientId', { ...options, clientId: '' }],
    ['clientSecret', { ...options, clientSecret: '' }],
    ['refreshToken', { ...options, refreshToken: '' }],
    ['refreshToken', { ...options, refreshToken: 'hid\tden' }],
  ])('throws for an invalid %s without quoting it: %j', (name, invalid) => {
    expect(() => refreshTokenGrant(invalid as never)).toThrow(invalidOption(name));
  });
});
