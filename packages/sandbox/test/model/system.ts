import { createSandbox, type Sandbox } from '../../src/index.ts';
import { tokenOf } from '../support/open-sandbox.ts';

const ORIGIN = 'http://localhost:4010';
export const PUSH_URL = 'https://shop.example.com/pushes';

export type Fields = Readonly<Record<string, unknown>>;

export interface Response {
  readonly status: number;
  readonly body: Fields;
}

/** The sandbox as the network shows it, with a copy of everything that it has ever written. */
export class System {
  readonly #sandbox: Sandbox;
  readonly #kinds = new Map<string, Map<string, string>>();
  readonly #written = new Set<string>();
  readonly #pushed: { readonly type: string; readonly id: string }[] = [];
  #token = '';

  constructor() {
    this.#sandbox = createSandbox({
      clock: '2026-03-02T10:00:00+01:00',
      seed: 1,
      settings: { terminalDelay: 0 },
      fetch: (async (_url: unknown, init?: RequestInit) => {
        const { type, data } = JSON.parse(String(init?.body)) as { type: string; data: { id: string }[] };
        this.#pushed.push({ type, id: data[0]!.id });
        return new Response('ok');
      }) as typeof fetch,
      journal: {
        load: () => [],
        commit: (changes) => {
          for (const { kind, id, text } of changes) this.#keep(kind, id, text);
        },
        close: () => undefined,
      },
    });
  }

  /** Forgets everything, for the next sequence. */
  async begin(settings: Fields = {}): Promise<void> {
    await this.control('POST', '/reset');
    await this.control('PATCH', '/settings', settings);
    await this.signIn();
    this.mark();
  }

  /** Gets a token: the clock may have gone beyond the end of the last one. */
  async signIn(): Promise<void> {
    this.#token = await tokenOf(this.#sandbox);
  }

  /** A request to the API, past the client. */
  api(method: string, path: string, body?: unknown, action?: string): Promise<Response> {
    return this.#send(method, `/api/v2${path}`, body, {
      authorization: `Bearer ${this.#token}`,
      ...(action !== undefined && { 'x-action': action }),
    });
  }

  /** What payers, banks and time do. */
  control(method: string, path: string, body?: unknown): Promise<Response> {
    return this.#send(method, `/_sandbox${path}`, body);
  }

  /** Waits until the pushes that are due are sent. */
  settle(): Promise<void> {
    return this.#sandbox.control.idle();
  }

  /** Forgets what was written and pushed so far. */
  mark(): void {
    this.#written.clear();
    this.#pushed.length = 0;
  }

  /** What was written since the mark, such as `smart.transactions STX_…`; nothing of counters. */
  get written(): ReadonlySet<string> {
    return this.#written;
  }

  get pushed(): readonly { readonly type: string; readonly id: string }[] {
    return this.#pushed;
  }

  get violations(): readonly unknown[] {
    return this.#sandbox.control.violations;
  }

  stored(kind: string, id: string): Fields | undefined {
    const text = this.#kinds.get(kind)?.get(id);
    return text === undefined ? undefined : (JSON.parse(text) as Fields);
  }

  /** Everything of a kind, as it is stored. */
  all(kind: string): Fields[] {
    return [...(this.#kinds.get(kind)?.values() ?? [])].map((text) => JSON.parse(text) as Fields);
  }

  close(): Promise<void> {
    return this.#sandbox.close();
  }

  #keep(kind: string, id: string, text: string | undefined): void {
    const texts = this.#kinds.get(kind) ?? new Map<string, string>();
    this.#kinds.set(kind, texts);
    if (text === undefined) texts.delete(id);
    else texts.set(id, text);
    // A rejected call takes a number for its supportId.
    if (kind !== '_counters') this.#written.add(`${kind} ${id}`);
  }

  async #send(method: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const response = await this.#sandbox.fetch(ORIGIN + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Fields };
  }
}
