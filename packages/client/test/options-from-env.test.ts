import { afterEach, describe, expect, test, vi } from 'vitest';
import { optionsFromEnv } from '../src/options-from-env.ts';
import { Secuconnect } from '../src/client.ts';

const credentials = { SECUCONNECT_CLIENT_ID: 'shop', SECUCONNECT_CLIENT_SECRET: 's3cret-value' };

afterEach(() => void vi.unstubAllEnvs());

describe('options come from environment variables', () => {
  test('an environment with client credentials', () => {
    expect(optionsFromEnv({ SECUCONNECT_ENVIRONMENT: 'testing', ...credentials })).toEqual({
      environment: 'testing',
      auth: { clientId: 'shop', clientSecret: 's3cret-value' },
    });
  });

  test('a base URL with a token, which goes before client credentials', () => {
    expect(
      optionsFromEnv({
        SECUCONNECT_BASE_URL: ' http://127.0.0.1:4010/api/v2\n',
        SECUCONNECT_TOKEN: 'abc',
        ...credentials,
      }),
    ).toEqual({ baseUrl: 'http://127.0.0.1:4010/api/v2', auth: { token: 'abc' } });
  });

  test('those of the process when none are given', () => {
    vi.stubEnv('SECUCONNECT_ENVIRONMENT', 'staging');
    vi.stubEnv('SECUCONNECT_TOKEN', 'abc');
    expect(optionsFromEnv()).toEqual({ environment: 'staging', auth: { token: 'abc' } });
    expect(new Secuconnect(optionsFromEnv())).toBeInstanceOf(Secuconnect);
  });

  test('none where there is no process', () => {
    vi.stubGlobal('process', undefined);
    expect(() => optionsFromEnv()).toThrow('Set either SECUCONNECT_ENVIRONMENT or SECUCONNECT_BASE_URL');
    vi.unstubAllGlobals();
  });

  test.each([
    ['neither environment nor base URL', credentials, 'Set either SECUCONNECT_ENVIRONMENT or SECUCONNECT_BASE_URL'],
    ['an empty environment', { SECUCONNECT_ENVIRONMENT: ' ', ...credentials }, 'Set either'],
    [
      'both',
      { SECUCONNECT_ENVIRONMENT: 'testing', SECUCONNECT_BASE_URL: 'https://example.com', ...credentials },
      'Set either',
    ],
    [
      'an unknown environment',
      { SECUCONNECT_ENVIRONMENT: 'toString', ...credentials },
      'SECUCONNECT_ENVIRONMENT is "toString"; known are production, testing, testing-secuconnect, staging.',
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
  ])('%s is a TypeError that names the variable and no secret', (_, variables, message) => {
    expect(() => optionsFromEnv(variables)).toThrow(TypeError);
    expect(() => optionsFromEnv(variables)).toThrow(message);
    expect(() => optionsFromEnv(variables)).not.toThrow('s3cret-value');
  });
});
