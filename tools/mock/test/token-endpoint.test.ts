import { beforeEach, describe, expect, test } from 'vitest';
import type { PrismServer } from '../src/prism.ts';
import { documentOf, prismFor } from './servers.ts';

let prism: PrismServer;
beforeEach(async () => {
  prism = await prismFor(documentOf({}));
});

type Fields = Record<string, unknown>;
const client = { client_id: 'id', client_secret: 'secret' };
const encodings = {
  form: (fields: Fields) => ({ body: new URLSearchParams(fields as Record<string, string>) }),
  JSON: (fields: Fields) => ({ body: JSON.stringify(fields), headers: { 'content-type': 'application/json' } }),
};

async function post(init: RequestInit): Promise<{ status: number; body: Fields }> {
  const answer = await fetch(`${prism.url}/oauth/token`, { method: 'POST', ...init });
  expect(answer.headers.get('content-type')).toBe('application/json');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  return { status: answer.status, body: (await answer.json()) as Fields };
}
const token = (fields: Fields) => post(encodings.form({ ...client, ...fields }));
const error = (name: string, status = 400) => ({ status, body: { error: name } });
const session = { access_token: expect.any(String), token_type: 'bearer', expires_in: 1200, scope: null };

const user = { grant_type: 'appuser', username: 'anna', password: 'pw', device: 'phone' };

describe.each(Object.entries(encodings))('grants in a %s', (_, encode) => {
  const send = (fields: Fields) => post(encode({ ...client, ...fields }));

  test('client credentials get a token without a refresh token', async () => {
    const { status, body } = await send({ grant_type: 'client_credentials' });
    expect(status).toBe(200);
    expect(body).toEqual({ ...session, scope: 'https://scope.secucard.com/e/api' });
  });

  test('a user gets a session', async () => {
    const { status, body } = await send({ ...user, 'deviceinfo[name]': 'Phone' });
    expect({ status, body }).toEqual({ status: 200, body: { ...session, refresh_token: expect.any(String) } });
  });

  test('a refresh token gets another access token, and stays', async () => {
    const first = await send(user);
    const { status, body } = await send({ grant_type: 'refresh_token', refresh_token: first.body['refresh_token'] });
    expect({ status, body }).toEqual({ status: 200, body: session });
    expect(body['access_token']).not.toBe(first.body['access_token']);
  });

  test('a device gets a code, and then a session', async () => {
    const { status, body } = await send({ grant_type: 'device', uuid: '/vendor/shop/cashier/1' });
    expect(status).toBe(200);
    expect(body).toEqual({
      device_code: expect.any(String),
      user_code: expect.stringMatching(/^.{8}$/),
      verification_url: expect.stringMatching(/^http/),
      expires_in: 1200,
      interval: 5,
    });
    const poll = () => send({ grant_type: 'device', code: body['device_code'] });
    expect(await poll()).toEqual(error('authorization_pending', 401));
    expect(await poll()).toEqual({ status: 200, body: { ...session, refresh_token: expect.any(String) } });
    expect(await poll()).toMatchObject(error('invalid_grant'));
  });

  test.each([
    ['slow', ['slow_down', 'authorization_pending', undefined]],
    ['denied', ['authorization_pending', 'access_denied', 'invalid_grant']],
    ['expired', ['authorization_pending', 'expired_token', 'invalid_grant']],
  ])('a device whose uuid ends with %s gets %j', async (end, results) => {
    const { body } = await send({ grant_type: 'device', uuid: `/vendor/shop/cashier/${end}` });
    for (const result of results) {
      const polled = await send({ grant_type: 'device', code: body['device_code'] });
      expect(polled.body['error']).toBe(result);
      expect(polled.status).toBe(result === undefined ? 200 : result === 'authorization_pending' ? 401 : 400);
    }
  });
});

test('devices do not share their codes', async () => {
  const [one, other] = await Promise.all(
    ['1', 'denied'].map((name) => token({ grant_type: 'device', uuid: `/vendor/shop/cashier/${name}` })),
  );
  const poll = async (from: typeof one) =>
    (await token({ grant_type: 'device', code: from!.body['device_code'] })).body;
  await poll(one);
  expect(await poll(other)).toMatchObject({ error: 'authorization_pending' });
  expect(await poll(one)).toHaveProperty('access_token');
});

describe('errors', () => {
  test.each<[string, Fields]>([
    ['unsupported_grant_type', { grant_type: 'password' }],
    ['unsupported_grant_type', { grant_type: 'toString' }],
    ['invalid_request', {}],
    ['invalid_client', { grant_type: 'client_credentials', client_secret: 'wrong' }],
    ['invalid_client', { grant_type: 'client_credentials', client_secret: '' }],
    ['invalid_client', { grant_type: 'client_credentials', client_id: '' }],
    ['invalid_client', { ...user, client_secret: 'wrong' }],
    ['invalid_client', { grant_type: 'device', uuid: '/a', client_secret: 'wrong' }],
    ['invalid_client', { grant_type: 'refresh_token', refresh_token: 'a', client_secret: 'wrong' }],
    ['invalid_grant', { ...user, password: 'wrong' }],
    ['invalid_request', { ...user, password: '' }],
    ['invalid_request', { grant_type: 'appuser', username: 'anna', password: 'pw' }],
    ['invalid_grant', { grant_type: 'refresh_token', refresh_token: 'wrong' }],
    ['invalid_request', { grant_type: 'refresh_token' }],
    ['invalid_request', { grant_type: 'device' }],
    ['invalid_grant', { grant_type: 'device', code: 'unknown' }],
    ['invalid_grant', { grant_type: 'device', code: '' }],
  ])('%s for %j', async (name, fields) => {
    const { status, body } = await token(fields);
    expect({ status, error: body['error'] }).toEqual({ status: 400, error: name });
    expect(body['error_description']).toEqual(expect.any(String));
  });

  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  test.each<[string, RequestInit]>([
    ['no body', { headers: form }],
    ['another content type', { body: 'grant_type=client_credentials', headers: { 'content-type': 'text/plain' } }],
    ['malformed JSON', { body: '{', headers: { 'content-type': 'application/json' } }],
    ['a list', { body: '[]', headers: { 'content-type': 'application/json' } }],
    ['a field twice', { body: 'grant_type=client_credentials&client_id=a&client_id=b&client_secret=c', headers: form }],
  ])('invalid_request for %s', async (_, init) => {
    expect(await post(init)).toMatchObject(error('invalid_request'));
  });

  test('only POST gets a token', async () => {
    const answer = await fetch(`${prism.url}/oauth/token`);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });
});
