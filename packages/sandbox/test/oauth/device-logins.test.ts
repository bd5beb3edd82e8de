import { describe, expect, test } from 'vitest';
import { MemoryJournal, MINUTE, NOON } from '../engine/engine-fixture.ts';
import { error, oauthFixture, UUID } from './oauth-fixture.ts';

describe('a device', () => {
  test('waits until a person has decided', () => {
    const { oauth, engine, deviceCode } = oauthFixture();
    const first = deviceCode();
    engine.clock.moveTo(NOON + MINUTE);
    const second = deviceCode('/vendor/shop/cashier/2');
    expect(oauth.waiting()).toEqual([
      {
        userCode: first.user_code,
        uuid: UUID,
        requested: '2026-01-01T12:00:00+00:00',
        expires: '2026-01-01T12:20:00+00:00',
      },
      expect.objectContaining({ userCode: second.user_code, expires: '2026-01-01T12:21:00+00:00' }),
    ]);
    oauth.approve(second.user_code);
    oauth.deny(first.user_code);
    expect(oauth.waiting()).toEqual([]);
  });

  test('that was approved uses its code up', () => {
    const { oauth, deviceCode, poll } = oauthFixture();
    const code = deviceCode();
    oauth.approve(code.user_code);
    expect(poll(code).status).toBe(200);
    expect(poll(code)).toEqual(error('invalid_grant'));
  });

  test('that was denied stays denied', () => {
    const { oauth, deviceCode, poll } = oauthFixture();
    const code = deviceCode();
    expect(oauth.deny(code.user_code)).toBe(true);
    expect(poll(code)).toEqual(error('access_denied'));
    expect(oauth.approve(code.user_code)).toBe(false);
    expect(poll(code)).toEqual(error('access_denied'));
  });

  test.each(['waiting', 'approved'])('that is %s is too late after 20 minutes', (state) => {
    const { oauth, engine, deviceCode, poll } = oauthFixture();
    const code = deviceCode();
    if (state === 'approved') oauth.approve(code.user_code);
    engine.clock.moveTo(NOON + 20 * MINUTE - 1);
    expect(oauth.waiting()).toHaveLength(state === 'waiting' ? 1 : 0);
    engine.clock.moveTo(NOON + 20 * MINUTE);
    expect(poll(code)).toEqual(error('expired_token'));
    expect(oauth.waiting()).toEqual([]);
    expect(oauth.approve(code.user_code)).toBe(false);
  });

  test('polls with its own code only, and as its own client', () => {
    const { oauth, deviceCode, poll, send } = oauthFixture();
    const code = deviceCode();
    const other = deviceCode();
    oauth.approve(code.user_code);
    expect(poll(other).status).toBe(401);
    expect(send({ grant_type: 'device', code: code.device_code, client_id: 'other' })).toEqual(error('invalid_grant'));
    expect(poll(code).status).toBe(200);
  });

  test('is forgotten some time after its code has expired', () => {
    const { engine, deviceCode, poll } = oauthFixture();
    const code = deviceCode();
    engine.clock.moveTo(NOON + 40 * MINUTE);
    deviceCode();
    expect(poll(code)).toEqual(error('invalid_grant'));
    expect(engine.store.size('_device_logins')).toBe(1);
  });
});

describe('a code', () => {
  test('may be typed in any case, with blanks and hyphens', () => {
    const { oauth, deviceCode, poll } = oauthFixture();
    const code = deviceCode();
    const { user_code: userCode } = code;
    expect(oauth.approve(` ${userCode.slice(0, 4).toLowerCase()}-${userCode.slice(4)}\n`)).toBe(true);
    expect(poll(code).status).toBe(200);
  });

  test.each(['', 'UNKNOWN1'])('that no device shows, such as %j, has no effect', (userCode) => {
    const { oauth, deviceCode } = oauthFixture();
    deviceCode();
    expect(oauth.approve(userCode)).toBe(false);
    expect(oauth.deny(userCode)).toBe(false);
    expect(oauth.waiting()).toHaveLength(1);
  });
});

test('a restart keeps the devices that wait', () => {
  const journal = new MemoryJournal();
  const code = oauthFixture({ journal }).deviceCode();
  const { oauth, poll } = oauthFixture({ journal });
  expect(poll(code).status).toBe(401);
  expect(oauth.approve(code.user_code)).toBe(true);
  expect(poll(code).status).toBe(200);
});
