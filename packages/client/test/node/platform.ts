import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** How long its tokens live, in s. */
export const LIFETIME = 1200;

/**
 * A platform with a clock of its own: a token endpoint, and calls that want a valid token. Its tokens count up: `t1`, `t2`, … so that
 * their number is the number of token requests.
 */
export async function startPlatform() {
  const state = { now: Date.now(), issued: 0, expires: 0, refused: 0, asking: 0, mostAsking: 0 };

  const issue = async (response: ServerResponse): Promise<void> => {
    state.mostAsking = Math.max(state.mostAsking, ++state.asking);
    // Long enough for the others to come along.
    await new Promise((resolve) => setTimeout(resolve, 50));
    state.asking--;
    state.issued++;
    state.expires = state.now + LIFETIME * 1000;
    json(response, 200, { access_token: `t${state.issued}`, expires_in: LIFETIME, token_type: 'bearer' });
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    await text(request);
    response.setHeader('date', new Date(state.now).toUTCString());
    if (request.url === '/oauth/token') return issue(response);
    const valid = request.headers.authorization === `Bearer t${state.issued}` && state.now < state.expires;
    if (!valid) state.refused++;
    return json(
      response,
      valid ? 200 : 401,
      valid
        ? { object: 'smart.transactions', id: 'STX_1' }
        : { status: 'error', error: 'ProductUnauthorizedException' },
    );
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    state,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2`,
    /** Makes the current token invalid, as another login of the same device would. */
    revoke: () => void (state.expires = 0),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
