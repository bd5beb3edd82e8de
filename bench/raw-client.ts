import { connect, type Socket } from 'node:net';

/** The body of an answer. */
type Text = string;

/** A connection that sends one request after the other, and costs next to nothing: what is measured is the server. */
export class RawClient {
  readonly #socket: Socket;
  readonly #host: string;
  #received = '';
  #answered: ((text: Text) => void) | undefined;

  constructor(url: string) {
    const { hostname, port, host } = new URL(url);
    this.#host = host;
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true }).setEncoding('latin1');
    this.#socket.on('data', (chunk: string) => {
      this.#received += chunk;
      this.#deliver();
    });
  }

  /** @throws Error for a status other than 200. */
  async request(method: string, path: string, token: string, body = ''): Promise<Text> {
    const head = `${method} ${path} HTTP/1.1\r\nHost: ${this.#host}\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n`;
    const answer = new Promise<Text>((resolve) => (this.#answered = resolve));
    this.#socket.write(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    const text = await answer;
    if (!text.startsWith('HTTP/1.1 200')) throw new Error(text);
    return text.slice(text.indexOf('\r\n\r\n') + 4);
  }

  close(): void {
    this.#socket.destroy();
  }

  #deliver(): void {
    const end = this.#received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const [, length] = /\r\ncontent-length: (\d+)/i.exec(this.#received) ?? [];
    const isComplete =
      length === undefined ? this.#received.endsWith('0\r\n\r\n') : this.#received.length >= end + 4 + Number(length);
    if (!isComplete) return;
    const text = this.#received;
    this.#received = '';
    this.#answered?.(text);
  }
}
