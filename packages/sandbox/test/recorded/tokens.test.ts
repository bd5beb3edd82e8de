import { describe, expect, test } from 'vitest';
import { DEFAULT_DEVICE_PIN } from '../../src/oauth/device-pins.ts';
import { errorOf, number, openSteps, text, url, type Json } from './steps.ts';

const CLIENT = { client_id: 'shop', client_secret: 'secret' };
const UUID = '/vendor/shop/cashier/1';
const TOKEN = expect.stringMatching(/^[0-9a-z]{26}$/) as unknown;
const ACCESS = { access_token: TOKEN, expires_in: 1200, token_type: 'bearer' };
const OF_DEVICE = { ...ACCESS, refresh_token: TOKEN, scope: null };

function tokens(as: 'json' | 'form' = 'json') {
  const { sandbox, ...steps } = openSteps();
  const send = async (fields: object): Promise<{ status: number; headers: Headers; body: Json }> => {
    const all = { ...CLIENT, ...fields };
    const response = await sandbox.fetch('http://localhost:4010/oauth/token', {
      method: 'POST',
      ...(as === 'form'
        ? { body: new URLSearchParams(all as Record<string, string>) }
        : { body: JSON.stringify(all), headers: { 'content-type': 'application/json' } }),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  return { ...steps, sandbox, send };
}

describe.each(['json', 'form'] as const)('a token, asked for as %s,', (as) => {
  test('of a client has a scope, and no refresh token', async () => {
    const { status, headers, body } = await tokens(as).send({ grant_type: 'client_credentials' });
    expect(status).toBe(200);
    expect(body).toEqual({ ...ACCESS, scope: 'https://scope.secucard.com/e/api' });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-type')).toBe('application/json; charset=UTF-8');
  });

  test('of a user of an app has a refresh token', async () => {
    const user = { grant_type: 'appuser', username: 'u', password: 'p', device: 'd', 'deviceinfo[name]': 'Phone' };
    expect((await tokens(as).send(user)).body).toEqual(OF_DEVICE);
  });

  test('of a device comes in two steps, and is renewed without a new refresh token', async () => {
    const { send, sandbox } = tokens(as);
    const started = await send({ grant_type: 'device', uuid: UUID });
    expect(started.body).toEqual({
      device_code: text,
      user_code: expect.stringMatching(/^[0-9A-Z]{8}$/),
      verification_url: url,
      expires_in: 1200,
      interval: 5,
    });
    const { device_code: code, user_code } = started.body;
    const pending = await send({ grant_type: 'device', code });
    expect([pending.status, pending.body]).toEqual([401, { error: 'authorization_pending' }]);
    sandbox.control.oauth.approve(user_code);
    const { body } = await send({ grant_type: 'device', code });
    expect(body).toEqual(OF_DEVICE);
    const { refresh_token } = body;
    expect((await send({ grant_type: 'refresh_token', refresh_token })).body).toEqual({ ...ACCESS, scope: null });
  });

  test('of a device with a PIN has a refresh token; a wrong one is rejected', async () => {
    const { send } = tokens(as);
    const device = { grant_type: 'device_pin', uuid: UUID };
    expect((await send({ ...device, device_pin: DEFAULT_DEVICE_PIN })).body).toEqual(OF_DEVICE);
    const { status, body } = await send({ ...device, device_pin: '98765' });
    expect(status).toBe(400);
    expect(body).toEqual({ error: 'invalid_grant', error_description: text });
  });

  test('of a client with a wrong secret is rejected', async () => {
    const { status, body } = await tokens(as).send({ grant_type: 'client_credentials', client_secret: 'wrong' });
    expect(status).toBe(400);
    expect(body).toEqual({ error: 'invalid_client', error_description: 'The client credentials are invalid' });
  });
});

describe('a call', () => {
  test('with an unknown token is answered with 401', async () => {
    const { ask } = openSteps();
    const { status, reason, body } = await ask('GET', '/Payment/Payouts', undefined, { authorization: 'Bearer x' });
    expect([status, reason]).toEqual([401, 'ProductUnauthorizedException']);
    expect(body).toEqual({ ...errorOf('ProductUnauthorizedException', 0), error_details: 'Invalid token' });
  });

  test('with a token that has expired is answered with 403 and the code 2003', async () => {
    const { sandbox, send, ask, wait } = tokens();
    const { access_token } = (await send({ grant_type: 'client_credentials' })).body;
    const authorization = `Bearer ${access_token}`;
    const call = () => ask('GET', '/Payment/Payouts', undefined, { authorization });
    await wait('1199s');
    expect((await call()).body).toEqual({ count: number, data: [] });
    await wait('1s');
    const { status, reason, body } = await call();
    expect([status, reason]).toEqual([403, 'ProductNotAllowedException']);
    const details = { error_details: 'Valid auth token required' };
    expect(body).toEqual({ ...errorOf('ProductNotAllowedException', 2003), ...details });
    expect(sandbox.control.violations).toEqual([]);
  });

  test('with the older of two tokens of a device is answered with 403 and the code 2003', async () => {
    const { sandbox, send, ask } = tokens();
    const { device_code: code, user_code } = (await send({ grant_type: 'device', uuid: UUID })).body;
    sandbox.control.oauth.approve(user_code);
    const { access_token, refresh_token } = (await send({ grant_type: 'device', code })).body;
    await send({ grant_type: 'refresh_token', refresh_token });
    const authorization = `Bearer ${access_token}`;
    expect((await ask('GET', '/Payment/Payouts', undefined, { authorization })).body.code).toBe(2003);
  });
});
