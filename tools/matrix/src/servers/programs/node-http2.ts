/** A server that speaks HTTP/2, behind a proxy that does so with it, as the API speaks HTTP/1.1. */
import { createServer } from 'node:http';
import { connect, createServer as createHttp2Server } from 'node:http2';
import { toNodeHandler } from '@secuconnect/client/pushes';
import { announce, handler, listening } from './push-handler.ts';

const session = connect(
  await listening(createHttp2Server((request, response) => void toNodeHandler(handler)(request, response))),
);
const proxy = createServer((request, response) => {
  const { 'content-type': type = 'application/octet-stream' } = request.headers;
  const stream = session.request({ ':method': request.method, ':path': request.url, 'content-type': type });
  stream.on('response', ({ ':status': status = 500 }) => {
    response.writeHead(status);
    stream.pipe(response);
  });
  stream.on('error', () => response.destroy());
  request.pipe(stream);
});
announce({ '': `${await listening(proxy)}/pushes` });
