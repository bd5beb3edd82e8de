/** The events of AWS Lambda: a gateway in front of the handler of the guide, and one in front of an app with Hono. */
import { createServer, type IncomingMessage } from 'node:http';
import { Hono } from 'hono';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { announce, handler as pushHandler, listening } from './push-handler.ts';

interface Result {
  readonly statusCode: number;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}
type Lambda = (event: object) => Promise<Result>;
type ToEvent = (request: IncomingMessage, body: Buffer) => object;

/** The code block of the guide, beside this program. */
const guide = './guide.mjs';
const { handler } = (await import(guide)) as { handler: Lambda };
const withHono = handle(new Hono().post('/pushes', (c) => pushHandler(c.req.raw)));
const hono: Lambda = (event) => withHono(event as LambdaEvent);

const partsOf = ({ url = '' }: IncomingMessage): [path: string, query: string] => {
  const { pathname, search } = new URL(url, 'http://localhost');
  return [pathname, search.slice(1)];
};
const headersOf = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** Payload 2.0, of function URLs and HTTP APIs. */
const version2 =
  (isBase64Encoded: boolean): ToEvent =>
  (request, body) => {
    const [rawPath, rawQueryString] = partsOf(request);
    const headers = headersOf(request);
    return {
      version: '2.0',
      routeKey: '$default',
      rawPath,
      rawQueryString,
      headers,
      requestContext: {
        // Its own name: a function need not see the host that was signed.
        domainName: 'abc.lambda-url.eu-central-1.on.aws',
        stage: '$default',
        http: { method: request.method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
      },
      ...(body.length > 0 && { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
      isBase64Encoded,
    };
  };

/** Payload 1.0: REST APIs decode the parameters, load balancers (`elb`) do not. */
const version1 =
  (isBalancer: boolean): ToEvent =>
  (request, body) => {
    const [path, query] = partsOf(request);
    const pairs = isBalancer
      ? query.split('&').map((pair) => pair.split('=') as [string, string])
      : [...new URLSearchParams(query)];
    return {
      resource: '/pushes',
      path,
      httpMethod: request.method,
      headers: headersOf(request),
      queryStringParameters: query === '' ? null : Object.fromEntries(pairs),
      requestContext: isBalancer ? { elb: { targetGroupArn: 'arn:…' } } : { stage: 'prod', httpMethod: request.method },
      body: body.length > 0 ? body.toString() : null,
      isBase64Encoded: false,
    };
  };

function gateway(lambda: Lambda, toEvent: ToEvent): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void lambda(toEvent(request, Buffer.concat(chunks))).then(
        ({ statusCode, body = '' }) => response.writeHead(statusCode).end(body),
        (error: unknown) => {
          console.error('The function has failed:', error);
          response.writeHead(502).end();
        },
      );
    });
  });
  return listening(server);
}

announce({
  'function URL': `${await gateway(handler, version2(false))}/pushes`,
  'body in Base64': `${await gateway(handler, version2(true))}/pushes`,
  'Hono, function URL': `${await gateway(hono, version2(false))}/pushes`,
  'Hono, REST API': `${await gateway(hono, version1(false))}/pushes`,
  'Hono, load balancer': `${await gateway(hono, version1(true))}/pushes`,
});
