import { Agent, request as requestHttp, type RequestOptions } from 'node:http';
import { Agent as TlsAgent, request as requestHttps } from 'node:https';

/** One call, written for Node's own client, with an agent that keeps connections: the least that Node can do. */
export function handWritten(origin: string): (method: string, path: string, body?: string) => Promise<unknown> {
  const { protocol, hostname, port } = new URL(origin);
  const isTls = protocol === 'https:';
  const agent = isTls ? new TlsAgent({ keepAlive: true }) : new Agent({ keepAlive: true });
  const send = isTls ? requestHttps : requestHttp;
  const shared: RequestOptions = { hostname, port, agent };
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const headers: Record<string, string | number> = { authorization: 'Bearer token', accept: 'application/json' };
      if (body !== undefined) {
        headers['content-type'] = 'application/json';
        headers['content-length'] = Buffer.byteLength(body);
      }
      const request = send({ ...shared, method, path, headers }, (response) => {
        let text = '';
        response
          .setEncoding('utf8')
          .on('data', (chunk: string) => (text += chunk))
          .on('error', reject)
          .on('end', () => resolve(JSON.parse(text)));
      });
      request.on('error', reject).end(body);
    });
}
