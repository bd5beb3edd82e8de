import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an upload was made of. */
export interface Received {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  /** Of a form, the headers of its part. */
  readonly part?: string;
  readonly name?: string;
  readonly type?: string;
  readonly content: Buffer;
}

export interface FileServer {
  readonly baseUrl: string;
  /** By id. */
  readonly files: Map<string, Received>;
  /** Takes a request before the server does; `true` when it has answered it. */
  intercept?: ((request: IncomingMessage, response: ServerResponse) => boolean | undefined) | undefined;
  close(): Promise<void>;
}

/** The uploads of the API over real HTTP: takes JSON and forms, and hands out what it got. */
export async function startFileServer(): Promise<FileServer> {
  const files = new Map<string, Received>();
  const server: Server = createServer((request, response) => {
    if (self.intercept?.(request, response)) return;
    if (request.method === 'POST') take(request, response, files);
    else hand(request, response, files);
  });
  const self: FileServer = {
    baseUrl: '',
    files,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(self, { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2` });
}

function take(request: IncomingMessage, response: ServerResponse, files: Map<string, Received>): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const id = `DUP_${files.size + 1}`;
    files.set(id, { url: request.url!, headers: request.headers, ...contentOf(request, Buffer.concat(chunks)) });
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ object: 'document.uploads', id }));
  });
}

function contentOf({ headers }: IncomingMessage, body: Buffer): Pick<Received, 'content'> {
  if (headers['content-type'] === 'application/json') {
    const { content, ...rest } = JSON.parse(body.toString()) as { content: string };
    return { ...rest, content: Buffer.from(content, 'base64') };
  }
  const boundary = /boundary=(.*)$/.exec(headers['content-type']!)![1]!;
  const start = body.indexOf('\r\n\r\n') + 4;
  const part = body.subarray(0, start).toString();
  return { part, content: body.subarray(start, body.lastIndexOf(`\r\n--${boundary}--`)) } as Pick<Received, 'content'>;
}

function hand(request: IncomingMessage, response: ServerResponse, files: Map<string, Received>): void {
  const file = files.get(request.url!.split('/').at(-2)!);
  if (!file)
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"ProductNotFoundException"}');
  else
    response
      .writeHead(200, { 'content-type': 'application/pdf', 'content-length': file.content.byteLength })
      .end(file.content);
}
