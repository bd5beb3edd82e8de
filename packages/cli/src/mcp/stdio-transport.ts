import { serializeMessage } from '@modelcontextprotocol/sdk/shared/stdio.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { ErrorCode, JSONRPCMessageSchema, type JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { write, type Io } from '../console/io.ts';

/** How long a message may be, in bytes. */
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
const LINE_FEED = 10;

/**
 * One message per line, on stdin and stdout. In contrast to that of the SDK, it goes on after a line that is too long, and responds to one that is no
 * message, so that no client waits indefinitely.
 */
export class StdioTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  readonly #io: Io;
  readonly #onEnd: () => void;
  /** The line so far; `undefined` while one that is too long is skipped. */
  #parts: Buffer[] | undefined = [];
  #length = 0;

  /** @param onEnd Called when stdin ends. */
  constructor(io: Io, onEnd: () => void) {
    this.#io = io;
    this.#onEnd = onEnd;
  }

  async start(): Promise<void> {
    this.#io.stdin.on('data', this.#receive).once('end', this.#onEnd).once('close', this.#onEnd);
    this.#io.stdin.on('error', (error: Error) => {
      this.onerror?.(error);
      this.#onEnd();
    });
  }

  async send(message: JSONRPCMessage): Promise<void> {
    await write(this.#io.stdout, serializeMessage(message));
  }

  async close(): Promise<void> {
    this.#io.stdin.off('data', this.#receive).pause();
    this.onclose?.();
  }

  readonly #receive = (chunk: Buffer | string): void => {
    let rest = Buffer.from(chunk);
    for (let end = rest.indexOf(LINE_FEED); end !== -1; end = rest.indexOf(LINE_FEED)) {
      this.#add(rest.subarray(0, end));
      this.#endLine();
      rest = rest.subarray(end + 1);
    }
    this.#add(rest);
  };

  #add(part: Buffer): void {
    this.#length += part.length;
    if (this.#length > MAX_MESSAGE_BYTES) this.#parts = undefined;
    else if (part.length > 0) this.#parts?.push(part);
  }

  #endLine(): void {
    const [parts, length] = [this.#parts, this.#length];
    this.#parts = [];
    this.#length = 0;
    if (parts) this.#handleLine(Buffer.concat(parts).toString('utf8').trim());
    else this.#reject(ErrorCode.InvalidRequest, `A message of ${length} bytes is too long.`);
  }

  #handleLine(line: string): void {
    if (line === '') return;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return this.#reject(ErrorCode.ParseError, 'A line is not valid JSON.');
    }
    const { success, data } = JSONRPCMessageSchema.safeParse(value);
    if (success) return this.onmessage?.(data);
    const { id } = (value ?? {}) as { id?: unknown };
    this.#reject(
      ErrorCode.InvalidRequest,
      'A line is not a message of the protocol.',
      typeof id === 'string' || Number.isSafeInteger(id) ? (id as string | number) : undefined,
    );
  }

  #reject(code: number, message: string, id?: string | number): void {
    this.onerror?.(new Error(message));
    this.send({ jsonrpc: '2.0', ...(id !== undefined && { id }), error: { code, message } }).catch((error: Error) =>
      this.onerror?.(error),
    );
  }
}
