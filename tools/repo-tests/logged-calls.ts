import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secuconnect, type Logger, type LogLevel } from '@secuconnect/client';

/** What must be in no log. The server sends the first one back in the details of its errors. */
export const SECRETS = ['access-token-of-this-test', 'client-secret-of-this-test'];
/** Of the rejected call: text that loggers would format, and terminals obey. */
export const SUPPORT_ID = '5f0c %s\n\x1b[31m';

/**
 * Makes four calls over HTTP: one succeeds at once, one after a retry, one is rejected, and one ends with an unknown outcome. Returns the errors.
 */
export async function makeLoggedCalls(logger: Logger, logLevel: LogLevel): Promise<unknown[]> {
  let retried = false;
  const server = createServer((request, response) => {
    const send = (status: number, body: object): unknown =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const failure = { error: 'ProductFailure', error_details: `got ${SECRETS[0]}`, supportId: SUPPORT_ID };
    request.resume().on('end', () => {
      if (request.url === '/oauth/token')
        return send(200, { access_token: SECRETS[0], token_type: 'bearer', expires_in: 1200 });
      if (request.method === 'POST') return send(500, failure);
      if (request.url?.endsWith('STX_MISSING')) return send(404, failure);
      if (!request.url?.endsWith('STX_LATE') || retried) return send(200, { object: 'smart.transactions', id: 'STX' });
      retried = true;
      return send(503, failure);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const auth = { clientId: 'shop', clientSecret: SECRETS[1]! };
  const { transactions } = new Secuconnect({
    baseUrl: `${origin}/api/v2`,
    tokenUrl: `${origin}/oauth/token`,
    auth,
    logger,
    logLevel,
  }).smart;
  const errors: unknown[] = [];
  await transactions.get('STX_OK');
  await transactions.get('STX_LATE');
  await transactions.get('STX_MISSING').catch((error: unknown) => errors.push(error));
  await transactions.create({}).catch((error: unknown) => errors.push(error));
  server.closeAllConnections();
  server.close();
  return errors;
}
