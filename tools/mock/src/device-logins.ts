/** What the API responds to a poll. */
export type PollResult = 'authorization_pending' | 'slow_down' | 'access_denied' | 'expired_token' | 'connected';

/** What happens to a device whose `uuid` ends with this word; any other is connected after one poll that is too early. */
const STORIES: Readonly<Record<string, readonly PollResult[]>> = {
  slow: ['slow_down', 'authorization_pending', 'connected'],
  denied: ['authorization_pending', 'access_denied'],
  expired: ['authorization_pending', 'expired_token'],
};
const CONNECTED: readonly PollResult[] = ['authorization_pending', 'connected'];

/** The devices that wait for a person to enter their code. No person does at a mock, so the `uuid` of a device says how its login goes on. */
export class DeviceLogins {
  readonly #waiting = new Map<string, PollResult[]>();
  #started = 0;

  start(uuid: string): object {
    this.#started += 1;
    const code = `mock-device-${this.#started}`;
    const story = STORIES[uuid.slice(uuid.lastIndexOf('/') + 1)] ?? CONNECTED;
    this.#waiting.set(code, [...story]);
    return {
      device_code: code,
      user_code: `MOCK${String(this.#started).padStart(4, '0')}`,
      verification_url: 'http://www.secuoffice.com',
      expires_in: 1200,
      interval: 5,
    };
  }

  /** The next result of a device; `undefined` for a code that was never given out, or whose login has ended. */
  poll(code: string): PollResult | undefined {
    const story = this.#waiting.get(code);
    const result = story?.shift();
    if (story?.length === 0) this.#waiting.delete(code);
    return result;
  }
}
