export interface Message {
  readonly role: 'status' | 'alert';
  readonly text: string;
}

/** More than these push out the oldest. */
const LIMIT = 100;

/** What a form has led to, until the page after it shows it: by keys, so that no link from elsewhere can put words into a page. */
export class Messages {
  readonly #messages = new Map<string, Message>();

  /** @returns The key. */
  add(message: Message): string {
    const key = crypto.randomUUID();
    this.#messages.set(key, message);
    const [oldest] = this.#messages.keys();
    if (this.#messages.size > LIMIT) this.#messages.delete(oldest!);
    return key;
  }

  get(key: string | undefined): Message | undefined {
    return this.#messages.get(key ?? '');
  }
}
