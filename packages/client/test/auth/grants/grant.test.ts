import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { inspect } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { appUserGrant } from '../../../src/auth/grants/app-user.ts';
import { clientCredentialsGrant } from '../../../src/auth/grants/client-credentials.ts';
import { deviceGrant } from '../../../src/auth/grants/device.ts';
import { defineGrant, grantDefinition, type Grant } from '../../../src/auth/grants/grant.ts';
import { refreshTokenGrant } from '../../../src/auth/grants/refresh-token.ts';
import {
  appUser,
  appUserOptions,
  credentials,
  deviceOptions,
  grantTokenSource,
  sentGrants,
  tokenResponse,
} from '../auth-fixture.ts';
import { stubFetch, token } from '../../stub-fetch.ts';

/** What `console.log` and `console.dir` write for a value. */
function logged(value: unknown): string {
  let output = '';
  const stdout = new Writable({
    write: (chunk, _encoding, done) => {
      output += String(chunk);
      done();
    },
  });
  const log = new Console({ stdout });
  log.log(value);
  log.log('%o %O %j %s', value, value, value, value);
  log.dir(value, { depth: null, showHidden: true });
  return output;
}

describe('a grant that is printed', () => {
  const secret = 's3cret-value';
  const withSecret = { ...credentials, clientSecret: secret };
  const grants: [string, Grant][] = [
    ['clientCredentialsGrant()', clientCredentialsGrant(withSecret)],
    ['appUserGrant()', appUserGrant({ ...appUserOptions, ...withSecret, password: secret })],
    ['deviceGrant()', deviceGrant({ ...deviceOptions, ...withSecret, refreshToken: secret })],
    ['refreshTokenGrant()', refreshTokenGrant({ ...withSecret, refreshToken: secret })],
  ];

  test.each(grants)('console.log shows no secret of %s', (_, grant) => {
    expect(logged(grant)).toContain('{}');
    expect(logged(grant)).not.toContain('s3cret');
    expect(logged({ environment: 'testing', auth: grant })).not.toContain('s3cret');
  });

  test.each(grants)('JSON shows no secret of %s', (_, grant) => {
    expect(JSON.stringify(grant)).toBe('{}');
    expect(JSON.stringify({ environment: 'testing', auth: grant })).not.toContain('s3cret');
  });

  test.each(grants)('inspect() shows no secret of %s, not even of hidden properties', (_, grant) => {
    expect(inspect(grant)).toBe('{}');
    expect(inspect(grant, { depth: null, showHidden: true, getters: true })).not.toContain('s3cret');
  });

  test.each(grants)('copies and strings of %s contain no secret', (_, grant) => {
    expect(Reflect.ownKeys({ ...grant })).toEqual([]);
    expect(String(grant)).toBe('[object Object]');
    expect(inspect(structuredClone(grant), { showHidden: true })).toBe('{}');
  });
});

describe('grantDefinition()', () => {
  const definition = { ...credentials, key: async () => 'key', createFlow: () => ({ obtain: vi.fn() }) };

  test('returns what the grant was defined with', () => {
    expect(grantDefinition(defineGrant(definition))).toBe(definition);
  });

  test('returns undefined for other objects', () => {
    expect(grantDefinition({ token: 't' })).toBeUndefined();
    expect(grantDefinition(credentials)).toBeUndefined();
    expect(grantDefinition(definition)).toBeUndefined();
  });

  test('reads a grant that another copy of the package has defined', async () => {
    vi.resetModules();
    const copy = await import('../../../src/auth/grants/grant.ts');
    expect(copy.defineGrant).not.toBe(defineGrant);
    expect(grantDefinition(copy.defineGrant(definition))).toBe(definition);
  });
});

test('a grant may serve several clients, which share no refresh token', async () => {
  const stub = stubFetch(tokenResponse({ access_token: 't1', refresh_token: 'r1' }), token('t2'));
  await grantTokenSource(stub, appUser).token();
  await grantTokenSource(stub, appUser).token();
  expect(sentGrants(stub)).toEqual(['appuser', 'appuser']);
});
