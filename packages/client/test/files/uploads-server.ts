import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An upload as it arrived. */
export interface ReceivedUpload {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  /** The headers of the part of a form. */
  readonly part?: string;
  readonly name?: string;
  readonly type?: string;
  readonly content: Buffer;
}

export interface UploadsServer {
  readonly baseUrl: string;
  /** By id. */
  readonly files: Map<string, ReceivedUpload>;
  /** Sees each request before the server does; returns `true` when it responds itself. */
  intercept?: ((request: IncomingMessage, response: ServerResponse) => boolean | undefined) | undefined;
  close(): Promise<void>;
}

/** `document.uploads` of the API over real HTTP: accepts JSON and forms, and returns what it received. */
export async function startUploadsServer(): Promise<UploadsServer> {
  const files = new Map<string, ReceivedUpload>();
  const http = createServer((request, response) => {
    if (server.intercept?.(request, response)) return;
    if (request.method === 'POST') receiveUpload(request, response, files);
    else sendFile(request, response, files);
  });
  const server: UploadsServer = {
    baseUrl: '',
    files,
    close: () =>
      new Promise((resolve) => {
        http.closeAllConnections();
        http.close(() => resolve());
      }),
  };
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return Object.assign(server, { baseUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}/api/v2` });
}

function receiveUpload(request: IncomingMessage, response: ServerResponse, files: Map<string, ReceivedUpload>): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const id = `DUP_${files.size + 1}`;
    files.set(id, { url: request.url!, headers: request.headers, ...decode(request, Buffer.concat(chunks)) });
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ object: 'document.uploads', id }));
  });
}

function decode({ headers }: IncomingMessage, body: Buffer): Pick<ReceivedUpload, 'content'> {
  if (headers['content-type'] === 'application/json') {
    const { content, ...rest } = JSON.parse(body.toString()) as { content: string };
    return { ...rest, content: Buffer.from(content, 'base64') };
  }
  const boundary = /boundary=(.*)$/.exec(headers['content-type']!)![1]!;
  const start = body.indexOf('\r\n\r\n') + 4;
  const part = body.subarray(0, start).toString();
  const content = body.subarray(start, body.lastIndexOf(`\r\n--${boundary}--`));
  return { part, content } as Pick<ReceivedUpload, 'content'>;
}

function sendFile(request: IncomingMessage, response: ServerResponse, files: Map<string, ReceivedUpload>): void {
  const file = files.get(request.url!.split('/').at(-2)!);
  if (!file)
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"ProductNotFoundException"}');
  else
    response
      .writeHead(200, { 'content-type': 'application/pdf', 'content-length': file.content.byteLength })
      .end(file.content);
}
