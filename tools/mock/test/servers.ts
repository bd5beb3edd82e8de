import { connect } from 'node:net';
import { afterEach } from 'vitest';
import { startPrism, type PrismOptions, type PrismServer } from '../src/prism.ts';

/** A minimal document. */
export const documentOf = (paths: object, schemas: object = {}): object => ({
  openapi: '3.1.0',
  info: { title: 'Guards', version: '1' },
  servers: [{ url: 'https://example.com/api/v2' }],
  paths,
  components: { schemas },
});

export const json = (schema: object, more: object = {}) => ({ 'application/json': { schema, ...more } });

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** Waits for a server, which is closed after the test. */
export async function started<Server extends { close(): Promise<void> }>(server: Promise<Server>): Promise<Server> {
  open.push(await server);
  return server;
}

export const prismFor = (document: object, more: Partial<PrismOptions> = {}): Promise<PrismServer> =>
  started(startPrism({ document, ...more }));

/** A response as it came over the wire. */
export interface RawResponse {
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

/** Sends bytes as they are, which no client would, and reads until the server closes. The last request should have `Connection: close`. */
export function sendRaw(url: string, bytes: string | Buffer): Promise<RawResponse[]> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('error', reject);
    socket.on('end', () => resolve(responsesIn(text)));
  });
}

function responsesIn(text: string): RawResponse[] {
  return text
    .split(/(?=HTTP\/1\.1 \d{3} )/)
    .filter(Boolean)
    .map((one) => {
      const at = one.indexOf('\r\n\r\n');
      return { status: Number(one.slice(9, 12)), headers: one.slice(0, at).toLowerCase(), body: one.slice(at + 4) };
    });
}
