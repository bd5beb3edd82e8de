import { describe, expect, test } from 'vitest';
import { CLIENT, error, oauthFixture, UUID, USER } from './oauth-fixture.ts';

const TOKEN = expect.stringMatching(/^[0-9a-z]{26}$/) as string;
const session = { access_token: TOKEN, token_type: 'bearer', expires_in: 1200, scope: null };

describe('a grant', () => {
  test('of a client gets a token without a refresh token', () => {
    const { send, oauth } = oauthFixture();
    const { status, body } = send({ grant_type: 'client_credentials' });
    expect({ status, body }).toEqual({
      status: 200,
      body: { ...session, scope: 'https://scope.secucard.com/e/api' },
    });
    const { access_token: token } = body as { access_token: string };
    expect(oauth.authenticate(`Bearer ${token}`)).toMatchObject({ client: 'shop', grant: 'client_credentials' });
  });

  test('of a user gets a session', () => {
    const { send, oauth } = oauthFixture();
    const { status, body } = send({ ...USER, 'deviceinfo[name]': 'Phone of Anna' });
    expect({ status, body }).toEqual({ status: 200, body: { ...session, refresh_token: TOKEN } });
    const { access_token: token } = body as { access_token: string };
    expect(oauth.authenticate(`Bearer ${token}`)).toMatchObject({
      client: 'shop',
      grant: 'appuser',
      user: 'anna',
      device: 'phone',
      deviceName: 'Phone of Anna',
    });
  });

  test('of a device gets a code, and a session once it is approved', () => {
    const { send, oauth, engine } = oauthFixture({ settings: { publicUrl: 'http://127.0.0.1:4010' } });
    const { status, body } = send({ grant_type: 'device', uuid: UUID });
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        device_code: expect.stringMatching(/^[0-9a-z]{32}$/) as string,
        user_code: expect.stringMatching(/^[0-9A-Z]{8}$/) as string,
        verification_url: `${engine.settings.publicUrl}/device`,
        expires_in: 1200,
        interval: 5,
      },
    });
    const { device_code: code, user_code: userCode } = body as { device_code: string; user_code: string };
    const poll = () => send({ grant_type: 'device', code });
    expect(poll()).toEqual({ status: 401, body: { error: 'authorization_pending' } });
    expect(oauth.approve(userCode)).toBe(true);
    const answer = poll();
    expect(answer).toEqual({ status: 200, body: { ...session, refresh_token: TOKEN } });
    const { access_token: token } = answer.body as { access_token: string };
    expect(oauth.authenticate(`Bearer ${token}`)).toMatchObject({ grant: 'device', device: UUID });
  });

  test('of a device with a PIN gets a session', () => {
    const { send, oauth, engine } = oauthFixture();
    const login = { grant_type: 'device_pin', uuid: UUID, device_pin: '1234' };
    expect(send(login)).toEqual({ status: 200, body: { ...session, refresh_token: TOKEN } });
    expect(send({ ...login, device_pin: '4321' })).toEqual(error('invalid_grant'));
    engine.store.put('smart.devices', { id: 'SDV_1', vendor_uid: UUID });
    oauth.devicePins.set('SDV_1', '4321');
    expect(send({ ...login, device_pin: '4321' }).status).toBe(200);
    expect(send(login)).toEqual(error('invalid_grant'));
  });

  test('with a refresh token gets another access token and no other refresh token', () => {
    const { send, tokens } = oauthFixture();
    const first = tokens(USER);
    const { status, body } = send({ grant_type: 'refresh_token', refresh_token: first.refresh_token });
    expect({ status, body }).toEqual({ status: 200, body: session });
    expect(body).not.toMatchObject({ access_token: first.access_token });
  });
});

describe('an error', () => {
  test.each([
    ['invalid_request', { ...CLIENT }],
    ['invalid_request', { ...CLIENT, grant_type: '' }],
    ['unsupported_grant_type', { ...CLIENT, grant_type: 'constructor' }],
    ['invalid_client', { grant_type: 'client_credentials' }],
    ['invalid_client', { ...CLIENT, client_id: '', grant_type: 'client_credentials' }],
    ['invalid_client', { ...CLIENT, client_secret: '', grant_type: 'client_credentials' }],
    ['invalid_client', { ...CLIENT, client_secret: 'wrong', grant_type: 'client_credentials' }],
    ['invalid_request', { ...CLIENT, ...USER, username: '' }],
    ['invalid_request', { ...CLIENT, ...USER, password: '' }],
    ['invalid_request', { ...CLIENT, ...USER, device: '' }],
    ['invalid_grant', { ...CLIENT, ...USER, username: 'wrong' }],
    ['invalid_grant', { ...CLIENT, ...USER, password: 'wrong' }],
    ['invalid_request', { ...CLIENT, grant_type: 'device' }],
    ['invalid_grant', { ...CLIENT, grant_type: 'device', code: '' }],
    ['invalid_grant', { ...CLIENT, grant_type: 'device', code: 'unknown' }],
    ['invalid_request', { ...CLIENT, grant_type: 'device_pin', uuid: UUID }],
    ['invalid_request', { ...CLIENT, grant_type: 'device_pin', device_pin: '1234' }],
    ['invalid_request', { ...CLIENT, grant_type: 'refresh_token' }],
    ['invalid_grant', { ...CLIENT, grant_type: 'refresh_token', refresh_token: 'unknown' }],
  ])('is %s for %j', (name, fields) => {
    const { oauth, engine } = oauthFixture();
    expect(oauth.token(fields)).toEqual(error(name));
    expect(engine.store.kinds()).toEqual([]);
  });

  test('of the sandbox itself is no answer', () => {
    const { oauth, engine } = oauthFixture();
    engine.store.transaction = () => {
      throw new TypeError('on purpose');
    };
    expect(() => oauth.token({ ...CLIENT, grant_type: 'client_credentials' })).toThrow('on purpose');
  });

  test('names the fields that are missing', () => {
    const { send } = oauthFixture();
    expect(send({ grant_type: 'appuser', device: 'phone' }).body).toEqual({
      error: 'invalid_request',
      error_description: 'Missing: username, password',
    });
  });
});

test('a list of clients is the whole list', () => {
  const { send } = oauthFixture({}, [{ id: 'till', secret: 'secret' }]);
  expect(send({ grant_type: 'client_credentials' })).toEqual(error('invalid_client'));
  expect(send({ grant_type: 'client_credentials', client_id: 'till' }).status).toBe(200);
});

test('what the store keeps has no secret of a client or a person', () => {
  const { tokens, engine } = oauthFixture({ seed: 1 });
  tokens({ ...USER, client_secret: 'tell none', password: 'tell no one' });
  tokens({ grant_type: 'device_pin', uuid: UUID, device_pin: '1234' });
  const kept = engine.store.kinds().map((kind) => [kind, ...engine.store.texts(kind)].join());
  expect(kept.every((kind) => kind.startsWith('_'))).toBe(true);
  expect(kept.join()).not.toMatch(/tell|1234/);
});
