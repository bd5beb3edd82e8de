import { afterEach, describe, expect, test, vi } from 'vitest';
import { optionsFromEnv } from '../src/options-from-env.ts';
import { Secuconnect } from '../src/client.ts';

const credentials = { SECUCONNECT_CLIENT_ID: 'shop', SECUCONNECT_CLIENT_SECRET: 's3cret-value' };

afterEach(() => void vi.unstubAllEnvs());

describe('optionsFromEnv()', () => {
  test('reads an environment with client credentials', () => {
    expect(optionsFromEnv({ SECUCONNECT_ENVIRONMENT: 'testing', ...credentials })).toEqual({
      environment: 'testing',
      auth: { clientId: 'shop', clientSecret: 's3cret-value' },
    });
  });

  test('reads a base URL with a token, which takes precedence over client credentials', () => {
    expect(
      optionsFromEnv({
        SECUCONNECT_BASE_URL: ' http://127.0.0.1:4010/api/v2\n',
        SECUCONNECT_TOKEN: 'abc',
        ...credentials,
      }),
    ).toEqual({ baseUrl: 'http://127.0.0.1:4010/api/v2', auth: { token: 'abc' } });
  });

  test('reads the bindings of a Worker, whose type is an interface, and some of which are not strings', () => {
    interface Env {
      SECUCONNECT_ENVIRONMENT: 'testing';
      SECUCONNECT_TOKEN: string;
      SECUCONNECT_CLIENT_ID: { get(): undefined };
    }
    const env: Env = {
      SECUCONNECT_ENVIRONMENT: 'testing',
      SECUCONNECT_TOKEN: 'abc',
      SECUCONNECT_CLIENT_ID: { get: () => undefined },
    };
    expect(optionsFromEnv(env)).toEqual({ environment: 'testing', auth: { token: 'abc' } });
  });

  test('reads the environment variables of the process by default', () => {
    vi.stubEnv('SECUCONNECT_ENVIRONMENT', 'showcase');
    vi.stubEnv('SECUCONNECT_TOKEN', 'abc');
    expect(optionsFromEnv()).toEqual({ environment: 'showcase', auth: { token: 'abc' } });
    expect(new Secuconnect(optionsFromEnv())).toBeInstanceOf(Secuconnect);
  });

  test('finds no variables in a runtime without `process`', () => {
    vi.stubGlobal('process', undefined);
    expect(() => optionsFromEnv()).toThrow('Set either SECUCONNECT_ENVIRONMENT or SECUCONNECT_BASE_URL');
    vi.unstubAllGlobals();
  });

  test.each([
    ['neither environment nor base URL', credentials, 'Set either SECUCONNECT_ENVIRONMENT or SECUCONNECT_BASE_URL'],
    ['an empty environment', { SECUCONNECT_ENVIRONMENT: ' ', ...credentials }, 'Set either'],
    [
      'both environment and base URL',
      { SECUCONNECT_ENVIRONMENT: 'testing', SECUCONNECT_BASE_URL: 'https://example.com', ...credentials },
      'Set either',
    ],
    [
      'an unknown environment',
      { SECUCONNECT_ENVIRONMENT: 'toString', ...credentials },
      'SECUCONNECT_ENVIRONMENT is "toString"; known are production, testing, testing-legacy, showcase.',
    ],
    [
      'no secret',
      { SECUCONNECT_ENVIRONMENT: 'testing', SECUCONNECT_CLIENT_ID: 'shop' },
      'Set SECUCONNECT_CLIENT_ID and SECUCONNECT_CLIENT_SECRET, or SECUCONNECT_TOKEN.',
    ],
    [
      'no id',
      { SECUCONNECT_ENVIRONMENT: 'testing', SECUCONNECT_CLIENT_SECRET: 's3cret-value' },
      'Set SECUCONNECT_CLIENT_ID',
    ],
  ])('throws a TypeError for %s that names the variable and no secret', (_, variables, message) => {
    expect(() => optionsFromEnv(variables)).toThrow(TypeError);
    expect(() => optionsFromEnv(variables)).toThrow(message);
    expect(() => optionsFromEnv(variables)).not.toThrow('s3cret-value');
  });
});
