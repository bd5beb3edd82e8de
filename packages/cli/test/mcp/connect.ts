import { createInterface } from 'node:readline';
import { PassThrough, Writable } from 'node:stream';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { ElicitRequestSchema, type ElicitResult, type JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { main } from '../../src/main.ts';
import { newHome } from '../terminal.ts';

export interface ConnectOptions {
  readonly env: Readonly<Record<string, string>>;
  /** What the user of the client does when asked; without it, the client cannot ask. */
  readonly onAsk?: (message: string) => Promise<ElicitResult>;
}

/** The result of a tool, read. */
export interface Answer {
  readonly isError: boolean;
  readonly text: string;
  readonly value: Record<string, never> & { outcome?: string; result?: never; note?: string };
  /** What else the server had to say. */
  readonly notices?: string[];
}

export interface Connection {
  readonly client: Client;
  readonly call: (name: string, given?: object, options?: { signal?: AbortSignal }) => Promise<Answer>;
  /** Writes a line to the server that the SDK would not write. */
  readonly writeLine: (line: string) => void;
  /** All that the server has written so far. */
  readonly output: () => { stdout: string; stderr: string };
  /** Ends stdin, and resolves to the exit code. */
  readonly end: () => Promise<number>;
  /** Sends SIGTERM, so to speak. */
  readonly terminate: () => Promise<number>;
}

/** `secuconnect mcp` in this process, with the client of the SDK at the other end of its streams. */
export async function connect(args: readonly string[], { env, onAsk }: ConnectOptions): Promise<Connection> {
  const [stdin, stdout] = [new PassThrough(), new PassThrough()];
  const written = { stdout: '', stderr: '' };
  stdout.on('data', (chunk: Buffer) => (written.stdout += chunk.toString()));
  const stderr = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      written.stderr += chunk.toString();
      done();
    },
  });
  const controller = new AbortController();
  const io = {
    stdin,
    stdout,
    stderr,
    env: { XDG_CONFIG_HOME: newHome(), ...env },
    signal: controller.signal,
  };
  const ended = main(['mcp', ...args], io);
  const client = new Client({ name: 'tests', version: '1' }, { capabilities: onAsk ? { elicitation: {} } : {} });
  if (onAsk) client.setRequestHandler(ElicitRequestSchema, ({ params }) => onAsk(params.message));
  await Promise.race([client.connect(overStreams(stdin, stdout)), ended.then(() => undefined)]);
  return {
    client,
    call: async (name, given = {}, options = {}) => {
      const result = await client.callTool({ name, arguments: { ...given } }, undefined, options);
      const [{ text }, more] = result.content as [{ text: string }, { text: string }?];
      const { notices } = JSON.parse(more?.text ?? '{}') as { notices?: string[] };
      return {
        isError: result.isError === true,
        text,
        value: JSON.parse(text) as Answer['value'],
        ...(notices && { notices }),
      };
    },
    writeLine: (line) => void stdin.write(`${line}\n`),
    output: () => ({ ...written }),
    end: () => {
      stdin.end();
      return ended;
    },
    terminate: () => {
      controller.abort();
      return ended;
    },
  };
}

function overStreams(stdin: PassThrough, stdout: PassThrough): Transport {
  const transport: Transport = {
    start: async () => {
      createInterface({ input: stdout }).on('line', (line) =>
        transport.onmessage?.(JSON.parse(line) as JSONRPCMessage),
      );
    },
    send: async (message) => void stdin.write(`${JSON.stringify(message)}\n`),
    close: async () => transport.onclose?.(),
  };
  return transport;
}
