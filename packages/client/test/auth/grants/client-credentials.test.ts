import { describe, expect, test } from 'vitest';
import { clientCredentialsGrant } from '../../../src/auth/grants/client-credentials.ts';
import { grantDefinition } from '../../../src/auth/grants/grant.ts';
import { credentialFields, credentials, grantTokenSource, invalidOption, sentForm } from '../auth-fixture.ts';
import { stubFetch, token } from '../../stub-fetch.ts';

describe('the client credentials grant', () => {
  test('sends the credentials', async () => {
    const stub = stubFetch(token('t1'));
    await grantTokenSource(stub, clientCredentialsGrant(credentials)).token();
    expect(sentForm(stub, 0)).toEqual({ grant_type: 'client_credentials', ...credentialFields });
  });

  test('has a key that names the grant and the client, but no secret', async () => {
    expect(await grantDefinition(clientCredentialsGrant(credentials))!.key()).toBe('client_credentials:shop');
    const grant = clientCredentialsGrant({ ...credentials, clientSecret: 'hidden' });
    expect(await grantDefinition(grant)!.key()).not.toContain('hidden');
  });

  test.each<[string, object]>([
    ['clientId', { ...credentials, clientId: '' }],
    ['clientSecret', { ...credentials, clientSecret: undefined }],
    ['clientId', { ...credentials, clientId: 'hid-den\n' }],
    ['clientSecret', { ...credentials, clientSecret: 'hid-den\r\n' }],
    ['clientSecret', { ...credentials, clientSecret: '\nhid-den' }],
  ])('throws for an invalid %s without quoting it: %j', (name, options) => {
    expect(() => clientCredentialsGrant(options as never)).toThrow(invalidOption(name));
  });
});
