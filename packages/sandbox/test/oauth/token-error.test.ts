import { expect, test } from 'vitest';
import { invalidGrant, TokenError } from '../../src/oauth/token-error.ts';

test('an error of OAuth has the status 400 by default, and a description if there is one', () => {
  expect(invalidGrant('It is over').answer).toEqual({
    status: 400,
    body: { error: 'invalid_grant', error_description: 'It is over' },
  });
  expect(new TokenError('authorization_pending', undefined, 401).answer).toEqual({
    status: 401,
    body: { error: 'authorization_pending' },
  });
});
