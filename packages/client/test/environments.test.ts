import { describe, expect, test } from 'vitest';
import { endpointsOf } from '../src/environments.ts';

describe('environments', () => {
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
  ] as const)('%s has its API and its token endpoint on one host', (environment, baseUrl, tokenUrl) => {
    expect(endpointsOf({ environment })).toEqual({ baseUrl, tokenUrl });
  });

  test('a base URL of one’s own keeps its path and loses the slash at its end', () => {
    expect(endpointsOf({ baseUrl: 'http://127.0.0.1:4010/api/v2/' })).toEqual({
      baseUrl: 'http://127.0.0.1:4010/api/v2',
      tokenUrl: 'http://127.0.0.1:4010/oauth/token',
    });
  });

  test.each([
    ['neither an environment nor a base URL', {}],
    ['both', { environment: 'testing', baseUrl: 'https://example.com/api/v2' }],
    ['an unknown environment', { environment: 'live' }],
    ['plain http to another machine', { baseUrl: 'http://example.com/api/v2' }],
    ['a host that only starts like this machine', { baseUrl: 'http://127.0.0.1.example.com/api/v2' }],
    ['credentials in the URL', { baseUrl: 'https://user:secret@example.com/api/v2' }],
    ['a query', { baseUrl: 'https://example.com/api/v2?x=1' }],
    ['no URL at all', { baseUrl: 'example.com' }],
  ] as const)('refuses %s', (_, options) => {
    expect(() => endpointsOf(options as never)).toThrow(TypeError);
  });
});
