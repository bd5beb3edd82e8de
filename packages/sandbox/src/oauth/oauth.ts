import type { Engine } from '../engine/engine.ts';
import { ApiException } from '../engine/exception.ts';
import { Clients, WRONG, type Client } from './clients.ts';
import { DeviceLogins, type WaitingDevice } from './device-logins.ts';
import { DevicePins } from './device-pins.ts';
import { Sessions, type Session } from './sessions.ts';
import { invalidGrant, TokenError, type TokenAnswer } from './token-error.ts';

type Fields = Readonly<Record<string, string>>;

/** Who may call the sandbox. Everything is kept in the store, so that a restart ends no session. */
export class OAuth {
  readonly #engine: Engine;
  readonly #clients: Clients;
  readonly #sessions: Sessions;
  readonly #logins: DeviceLogins;
  /** The PINs with which devices log in without a person. */
  readonly devicePins: DevicePins;

  /** @param options.clients The only clients. By default, every client is accepted with every secret but `wrong`. */
  constructor(engine: Engine, { clients }: { readonly clients?: readonly Client[] } = {}) {
    this.#engine = engine;
    this.#clients = new Clients(clients);
    this.#sessions = new Sessions(engine);
    this.#logins = new DeviceLogins(engine);
    this.devicePins = new DevicePins(engine.store);
  }

  /** The answer of `POST /oauth/token` to the fields of a JSON or form body. Runs in a transaction. */
  token(fields: Fields): TokenAnswer {
    try {
      return { status: 200, body: this.#engine.store.transaction(() => this.#grant(fields)) };
    } catch (failure) {
      if (failure instanceof TokenError) return failure.answer;
      throw failure;
    }
  }

  /**
   * The session of a call.
   *
   * @param authorization The header of this name.
   * @throws ApiException 401 for a missing or unknown token; 403 with code 2003 for one that has expired or was replaced by a newer one.
   */
  authenticate(authorization: string | null | undefined): Session {
    const token = /^Bearer +(?<token>\S+)$/i.exec(authorization?.trim() ?? '')?.groups?.['token'];
    if (token === undefined) throw new ApiException('ProductUnauthorizedException', 'Invalid token');
    return this.#sessions.withToken(token);
  }

  /** The devices that wait for a person, oldest first. */
  waiting(): readonly WaitingDevice[] {
    return this.#logins.waiting();
  }

  /** Lets a device in. Returns whether one waits with this code. */
  approve(userCode: string): boolean {
    return this.#logins.decide(userCode, 'approved');
  }

  /** Keeps a device out. Returns whether one waits with this code. */
  deny(userCode: string): boolean {
    return this.#logins.decide(userCode, 'denied');
  }

  /** Lets every access token expire at once. */
  expireTokens(): void {
    this.#sessions.expireTokens();
  }

  #grant(fields: Fields): object {
    const { grant_type: grant } = required(fields, 'grant_type');
    const client = this.#clients.check(fields['client_id'], fields['client_secret']);
    switch (grant) {
      case 'client_credentials':
        return this.#sessions.ofClient(client);
      case 'appuser': {
        const { username, password, device } = required(fields, 'username', 'password', 'device');
        if (username === WRONG || password === WRONG) throw invalidGrant('The user credentials are invalid');
        const deviceName = fields['deviceinfo[name]'];
        return this.#sessions.ofDevice(client, grant, device, { user: username, ...(deviceName && { deviceName }) });
      }
      case 'device': {
        if (fields['code'] === undefined) return this.#logins.start(client, required(fields, 'uuid').uuid);
        return this.#sessions.ofDevice(client, grant, this.#logins.poll(client, fields['code']));
      }
      case 'device_pin': {
        const { uuid, device_pin: pin } = required(fields, 'uuid', 'device_pin');
        if (!this.devicePins.accepts(uuid, pin)) throw invalidGrant('The device PIN is invalid');
        return this.#sessions.ofDevice(client, grant, uuid);
      }
      case 'refresh_token':
        return this.#sessions.refresh(client, required(fields, 'refresh_token').refresh_token);
      default:
        throw new TokenError('unsupported_grant_type', `There is no grant type ${grant}`);
    }
  }
}

/** @throws TokenError naming the fields that are missing or empty. */
function required<Name extends string>(fields: Fields, ...names: Name[]): Record<Name, string> {
  const missing = names.filter((name) => !fields[name]);
  if (missing.length) throw new TokenError('invalid_request', `Missing: ${missing.join(', ')}`);
  return fields as Record<Name, string>;
}
