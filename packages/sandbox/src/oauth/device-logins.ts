import { deviceCodeResponse, TOKEN_LIFETIME_SECONDS } from '@secuconnect/platform-facts';
import type { Engine } from '../engine/engine.ts';
import { isoTime } from '../engine/clock.ts';
import { invalidGrant, TokenError } from './token-error.ts';

/** A device that waits for a person. */
export interface WaitingDevice {
  readonly userCode: string;
  readonly uuid: string;
  readonly requested: string;
  readonly expires: string;
}

interface Login {
  /** The device code, with which the device polls. */
  readonly id: string;
  readonly userCode: string;
  readonly uuid: string;
  readonly client: string;
  readonly state: 'waiting' | 'approved' | 'denied';
  /** In milliseconds since 1970. */
  readonly requested: number;
  readonly expires: number;
}

const KIND = '_device_logins';
const LIFETIME = TOKEN_LIFETIME_SECONDS * 1000;
/** How long a code is remembered after it has expired, so that its error still says so. */
const MEMORY = LIFETIME;
const USER_CODE_LENGTH = 8;
const DEVICE_CODE_LENGTH = 32;

/** The logins of devices: each shows a code until a person has approved or denied it. */
export class DeviceLogins {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  start(client: string, uuid: string): object {
    const { store, ids, clock, settings } = this.#engine;
    const now = clock.now();
    for (const { id, expires } of store.all<Login>(KIND)) if (expires + MEMORY <= now) store.delete(KIND, id);
    const login: Login = {
      id: ids.hash(DEVICE_CODE_LENGTH),
      userCode: ids.letters(USER_CODE_LENGTH),
      uuid,
      client,
      state: 'waiting',
      requested: now,
      expires: now + LIFETIME,
    };
    store.put(KIND, login);
    return { ...deviceCodeResponse(login.id, login.userCode), verification_url: `${settings.publicUrl}/device` };
  }

  /**
   * The `uuid` of the device, once a person has approved it. Its code is then used up.
   *
   * @throws TokenError while the person is awaited, and when the code is no longer valid.
   */
  poll(client: string, code: string): string {
    const { store, clock } = this.#engine;
    const login = store.get<Login>(KIND, code);
    if (login?.client !== client) throw invalidGrant('The device code is invalid');
    if (login.expires <= clock.now()) throw new TokenError('expired_token', 'The device code has expired');
    if (login.state === 'denied') throw new TokenError('access_denied', 'The device was denied');
    // The only error of the token endpoint with this status.
    if (login.state === 'waiting') throw new TokenError('authorization_pending', undefined, 401);
    store.delete(KIND, code);
    return login.uuid;
  }

  /** Oldest first. */
  waiting(): WaitingDevice[] {
    return this.#waiting().map(({ userCode, uuid, requested, expires }) => ({
      userCode,
      uuid,
      requested: isoTime(requested),
      expires: isoTime(expires),
    }));
  }

  /** @returns Whether a device waits with this code. People may type it in any case, with blanks and hyphens. */
  decide(userCode: string, state: 'approved' | 'denied'): boolean {
    const { store } = this.#engine;
    const code = userCode.replaceAll(/[\s-]/g, '').toUpperCase();
    return store.transaction(() => {
      const login = this.#waiting().find((one) => one.userCode === code);
      if (login) store.put(KIND, { ...login, state });
      return login !== undefined;
    });
  }

  #waiting(): Login[] {
    const { store, clock } = this.#engine;
    const now = clock.now();
    return [...store.all<Login>(KIND)].filter(({ state, expires }) => state === 'waiting' && expires > now);
  }
}
