import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Lifetime of a token, in s. */
export const TOKEN_LIFETIME_S = 1200;

/**
 * An API with a separate clock: a token endpoint, and calls that need a valid token. Its tokens are numbered, `t1`, `t2`, …: the number is that of token
 * requests.
 */
export async function startTokenCountingServer() {
  const state = {
    /** The clock, in ms since 1970. */
    now: Date.now(),
    issuedTokens: 0,
    expiresAt: 0,
    rejectedCalls: 0,
    pendingTokenRequests: 0,
    maxPendingTokenRequests: 0,
  };

  const issueToken = async (response: ServerResponse): Promise<void> => {
    state.maxPendingTokenRequests = Math.max(state.maxPendingTokenRequests, ++state.pendingTokenRequests);
    // Long enough for the other processes to request one too.
    await new Promise((resolve) => setTimeout(resolve, 50));
    state.pendingTokenRequests--;
    state.issuedTokens++;
    state.expiresAt = state.now + TOKEN_LIFETIME_S * 1000;
    sendJson(response, 200, {
      access_token: `t${state.issuedTokens}`,
      expires_in: TOKEN_LIFETIME_S,
      token_type: 'bearer',
    });
  };
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    await text(request);
    response.setHeader('date', new Date(state.now).toUTCString());
    if (request.url === '/oauth/token') return issueToken(response);
    const isValid = request.headers.authorization === `Bearer t${state.issuedTokens}` && state.now < state.expiresAt;
    if (isValid) return sendJson(response, 200, { object: 'smart.transactions', id: 'STX_1' });
    state.rejectedCalls++;
    return sendJson(response, 401, { status: 'error', error: 'ProductUnauthorizedException' });
  };
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    state,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2`,
    /** Makes the current token invalid, as another login of the same device would. */
    revokeToken: () => void (state.expiresAt = 0),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
