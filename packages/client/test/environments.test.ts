import { describe, expect, test } from 'vitest';
import { endpointsOf, environments } from '../src/environments.ts';

describe('endpointsOf()', () => {
  test.each([
    ['production', 'https://connect.secucard.com/api/v2', 'https://connect.secucard.com/oauth/token'],
    [
      'testing',
      'https://connect-testing.secuconnect.com/api/v2',
      'https://connect-testing.secuconnect.com/oauth/token',
    ],
    [
      'testing-legacy',
      'https://connect-testing.secupay-ag.de/api/v2',
      'https://connect-testing.secupay-ag.de/oauth/token',
    ],
    ['showcase', 'https://connect-showcase.secupay-ag.de/api/v2', 'https://connect-showcase.secupay-ag.de/oauth/token'],
  ] as const)('returns API and token endpoint of %s, both on one host', (environment, baseUrl, tokenUrl) => {
    expect(endpointsOf({ environment })).toEqual({ baseUrl, tokenUrl });
  });

  test('knows these four environments and no others', () => {
    expect(Object.keys(environments)).toEqual(['production', 'testing', 'testing-legacy', 'showcase']);
  });

  test('keeps the path of a custom base URL, and removes the slash at its end', () => {
    expect(endpointsOf({ baseUrl: 'http://127.0.0.1:4010/api/v2/' })).toEqual({
      baseUrl: 'http://127.0.0.1:4010/api/v2',
      tokenUrl: 'http://127.0.0.1:4010/oauth/token',
    });
  });

  test.each([
    ['https://gateway.example.com/secuconnect/api/v2', 'https://gateway.example.com/secuconnect/oauth/token'],
    ['https://gateway.example.com/a/b/api/v2//', 'https://gateway.example.com/a/b/oauth/token'],
    ['https://gateway.example.com/api/v2/shop/api/v2', 'https://gateway.example.com/api/v2/shop/oauth/token'],
    ['https://example.com/api/v3', 'https://example.com/oauth/token'],
    ['https://gateway.example.com/secuconnect', 'https://gateway.example.com/secuconnect/oauth/token'],
    ['https://gateway.example.com/api/v2/eu', 'https://gateway.example.com/api/v2/eu/oauth/token'],
    ['https://example.com', 'https://example.com/oauth/token'],
    ['https://example.com:8443/x%20y/api/v2', 'https://example.com:8443/x%20y/oauth/token'],
  ])('keeps the path before /api/v2 for the token endpoint: %s', (baseUrl, tokenUrl) => {
    expect(endpointsOf({ baseUrl }).tokenUrl).toBe(tokenUrl);
  });

  test.each([{ environment: 'testing' }, { baseUrl: 'https://example.com/api/v2' }] as const)(
    'uses a custom token URL with %j',
    (target) => {
      expect(endpointsOf({ ...target, tokenUrl: 'https://login.example.com/token/' }).tokenUrl).toBe(
        'https://login.example.com/token/',
      );
    },
  );

  test.each([
    ['plain http to another host', 'http://example.com/oauth/token', 'The token URL must be https'],
    ['credentials', 'https://user:secret@example.com/oauth/token', 'The token URL must not have a query'],
    ['a query', 'https://example.com/oauth/token?x=1', 'The token URL must not have a query'],
    ['a path alone', '/oauth/token', 'The token URL "/oauth/token" is not a URL.'],
    ['an empty string', '', 'The token URL "" is not a URL.'],
  ])('rejects a token URL with %s', (_, tokenUrl, message) => {
    const read = () => endpointsOf({ environment: 'testing', tokenUrl });
    expect(read).toThrow(TypeError);
    expect(read).toThrow(message);
    expect(read).not.toThrow('secret');
  });

  test.each(['http://localhost:4010', 'http://[::1]:4010', 'http://127.1.2.3:4010'])(
    'accepts plain http to %s',
    (origin) => {
      expect(endpointsOf({ baseUrl: `${origin}/api/v2` }).tokenUrl).toBe(`${origin}/oauth/token`);
    },
  );

  test.each([
    ['neither an environment nor a base URL', {}, 'Pass either `environment` or `baseUrl`'],
    ['both', { environment: 'testing', baseUrl: 'https://example.com/api/v2' }, 'Pass either'],
    ['an unknown environment', { environment: 'live' }, 'Unknown environment "live"; known are production, testing'],
    ['an environment that every object has', { environment: 'toString' }, 'Unknown environment "toString"'],
    ['plain http to another host', { baseUrl: 'http://example.com/api/v2' }, 'must be https'],
    ['a host that only starts like localhost', { baseUrl: 'http://127.0.0.1.example.com/api/v2' }, 'must be https'],
    ['credentials in the URL', { baseUrl: 'https://user:secret@example.com/api/v2' }, 'must not have a query'],
    ['a query', { baseUrl: 'https://example.com/api/v2?x=1' }, 'must not have a query'],
    ['a fragment', { baseUrl: 'https://example.com/api/v2#x' }, 'must not have a query'],
    ['a string that is not a URL', { baseUrl: 'example.com' }, 'The base URL "example.com" is not a URL.'],
  ] as const)('rejects %s', (_, options, message) => {
    expect(() => endpointsOf(options as never)).toThrow(TypeError);
    expect(() => endpointsOf(options as never)).toThrow(message);
    expect(() => endpointsOf(options as never)).not.toThrow('secret');
  });
});
