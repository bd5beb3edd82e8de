import { describe, expect, test } from 'vitest';
import { HOUR, MemoryJournal, MINUTE, NOON } from '../engine/engine-fixture.ts';
import { error, oauthFixture, OVER, thrownBy, UNKNOWN, USER } from './oauth-fixture.ts';

const CLIENT_GRANT = { grant_type: 'client_credentials' };

describe('a token', () => {
  test.each([undefined, null, '', 'Bearer', 'Bearer unknown', 'Basic c2hvcDpzZWNyZXQ='])(
    'in the header %j is unknown',
    (header) => {
      const { oauth } = oauthFixture();
      expect(thrownBy(() => oauth.authenticate(header))).toMatchObject(UNKNOWN);
    },
  );

  test('is accepted however the scheme is written', () => {
    const { oauth, tokens } = oauthFixture();
    const { access_token: token } = tokens(CLIENT_GRANT);
    expect(oauth.authenticate(` bearer  ${token} `)).toMatchObject({ client: 'shop', token });
  });

  test('expires after 20 minutes', () => {
    const { engine, tokens, bearer } = oauthFixture();
    const { access_token: token } = tokens(CLIENT_GRANT);
    engine.clock.moveTo(NOON + 20 * MINUTE - 1);
    expect(bearer(token)).toMatchObject({ client: 'shop' });
    engine.clock.moveTo(NOON + 20 * MINUTE);
    expect(thrownBy(() => bearer(token))).toMatchObject({
      ...OVER,
      payload: { ...OVER.payload, error_details: 'Valid auth token required' },
    });
  });

  test('expires when all do, and a later one does not', () => {
    const { oauth, tokens, bearer } = oauthFixture();
    const { access_token: first } = tokens(CLIENT_GRANT);
    const user = tokens(USER);
    oauth.expireTokens();
    expect(thrownBy(() => bearer(first))).toMatchObject(OVER);
    expect(thrownBy(() => bearer(user.access_token))).toMatchObject(OVER);
    const { access_token: second } = tokens({ grant_type: 'refresh_token', refresh_token: user.refresh_token });
    expect(bearer(second)).toMatchObject({ user: 'anna' });
  });

  test('is forgotten a day after it has expired, with the session of a client', () => {
    const { engine, tokens, bearer } = oauthFixture();
    const { access_token: token } = tokens(CLIENT_GRANT);
    const user = tokens(USER);
    engine.clock.moveTo(NOON + 24 * HOUR + 20 * MINUTE - 1);
    tokens(CLIENT_GRANT);
    expect(thrownBy(() => bearer(token))).toMatchObject(OVER);
    engine.clock.moveTo(NOON + 24 * HOUR + 20 * MINUTE);
    tokens(CLIENT_GRANT);
    expect(thrownBy(() => bearer(token))).toMatchObject(UNKNOWN);
    expect(engine.store.size('_access_tokens')).toBe(2);
    // Those of the last two, and that of the user, which has a refresh token.
    expect(engine.store.size('_sessions')).toBe(3);
    const { access_token: renewed } = tokens({ grant_type: 'refresh_token', refresh_token: user.refresh_token });
    expect(bearer(renewed)).toMatchObject({ user: 'anna' });
  });
});

describe('a client', () => {
  test('has any number of valid tokens', () => {
    const { tokens, bearer } = oauthFixture();
    const all = Array.from({ length: 3 }, () => tokens(CLIENT_GRANT).access_token);
    expect(new Set(all.map((token) => bearer(token).id)).size).toBe(3);
  });
});

describe('a device', () => {
  test('has one session: a refreshed token replaces the older one', () => {
    const { tokens, bearer } = oauthFixture();
    const first = tokens(USER);
    const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token };
    const second = tokens(refresh);
    expect(thrownBy(() => bearer(first.access_token))).toMatchObject(OVER);
    expect(bearer(second.access_token)).toMatchObject({ user: 'anna', grant: 'appuser' });
    const third = tokens(refresh);
    expect(thrownBy(() => bearer(second.access_token))).toMatchObject(OVER);
    expect(bearer(third.access_token).id).toBe(JSON.stringify(['shop', 'phone']));
  });

  test('that logs in again gets a new session, whose tokens alone are valid', () => {
    const { tokens, bearer, send } = oauthFixture();
    const first = tokens({ ...USER, username: 'bea' });
    const second = tokens(USER);
    expect(thrownBy(() => bearer(first.access_token))).toMatchObject(OVER);
    expect(send({ grant_type: 'refresh_token', refresh_token: first.refresh_token })).toEqual(error('invalid_grant'));
    expect(bearer(second.access_token)).toMatchObject({ user: 'anna' });
    expect(tokens({ grant_type: 'refresh_token', refresh_token: second.refresh_token })).toBeDefined();
  });

  test('does not end the session of another device or client', () => {
    const { tokens, bearer } = oauthFixture();
    const all = [tokens(USER), tokens({ ...USER, device: 'tablet' }), tokens({ ...USER, client_id: 'other shop' })];
    for (const { access_token: token } of all) expect(bearer(token)).toMatchObject({ token });
  });

  test('keeps its refresh token from other clients', () => {
    const { tokens, send } = oauthFixture();
    const { refresh_token: token } = tokens(USER);
    expect(send({ grant_type: 'refresh_token', refresh_token: token, client_id: 'other' })).toEqual(
      error('invalid_grant'),
    );
  });
});

test('a restart ends no session', () => {
  const journal = new MemoryJournal();
  const before = oauthFixture({ journal });
  const { access_token: token, refresh_token: refreshToken } = before.tokens(USER);
  const after = oauthFixture({ journal });
  expect(after.bearer(token)).toMatchObject({ user: 'anna' });
  expect(after.tokens({ grant_type: 'refresh_token', refresh_token: refreshToken })).toBeDefined();
  expect(thrownBy(() => after.bearer(token))).toMatchObject(OVER);
});
