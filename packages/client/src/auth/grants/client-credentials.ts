import { assertOptions } from './assert-options.ts';
import { grantKey } from './grant-key.ts';
import { defineGrant, type ClientCredentials, type Grant } from './grant.ts';

/**
 * The grant for a server: it needs only the id and the secret of the OAuth client (RFC 6749, section 4.4).
 *
 * @throws TypeError naming the option that is missing or invalid; the message never quotes its value.
 */
export function clientCredentialsGrant(options: ClientCredentials): Grant {
  const { clientId, clientSecret } = assertOptions(options, 'clientId', 'clientSecret');
  return defineGrant({
    clientId,
    clientSecret,
    key: async () => grantKey('client_credentials', clientId),
    createFlow: () => ({
      obtain: ({ endpoint, cancelSignal }) =>
        endpoint.token({ grant_type: 'client_credentials' }, { cancelSignal, cancellable: true }),
    }),
  });
}
