import { expect } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { OAuth } from '../../src/oauth/oauth.ts';
import { engineParts, type FixtureOptions } from '../engine/engine-fixture.ts';

export type Fields = Record<string, string>;

export const CLIENT = { client_id: 'shop', client_secret: 'secret' };
export const UUID = '/vendor/shop/cashier/1';
export const USER = { grant_type: 'appuser', username: 'anna', password: 'pw', device: 'phone' };

interface Tokens {
  access_token: string;
  refresh_token: string;
}

interface DeviceCode {
  device_code: string;
  user_code: string;
}

/** A token endpoint, and what tests do with it. */
export function oauthFixture(options?: FixtureOptions, clients?: { id: string; secret: string }[]) {
  const engine: Engine = { ...engineParts(options), pushes: { notify: () => undefined } };
  const oauth = new OAuth(engine, clients ? { clients } : {});
  const send = (fields: Fields) => oauth.token({ ...CLIENT, ...fields });
  const success = (fields: Fields): object => {
    const { status, body } = send(fields);
    expect({ status, body }).toEqual({ status: 200, body: expect.any(Object) });
    return body;
  };
  const tokens = (fields: Fields): Tokens => success(fields) as Tokens;
  const deviceCode = (uuid = UUID): DeviceCode => success({ grant_type: 'device', uuid }) as DeviceCode;
  const poll = ({ device_code: code }: DeviceCode) => send({ grant_type: 'device', code });
  const bearer = (token: string) => oauth.authenticate(`Bearer ${token}`);
  return { engine, oauth, send, tokens, deviceCode, poll, bearer };
}

export const error = (name: string, status = 400) => ({
  status,
  body: { error: name, error_description: expect.any(String) as string },
});

/** What a call with a token that is over gets. */
export const OVER = { status: 403, payload: { error: 'ProductNotAllowedException', code: 2003 } };
/** What a call with an unknown token gets. */
export const UNKNOWN = { status: 401, payload: { error: 'ProductUnauthorizedException', code: 0 } };

/** What a call has thrown. */
export function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (failure) {
    return failure;
  }
  throw new Error('The call has thrown nothing.');
}
