import { expect } from 'vitest';
import { startClientProcesses, type StoreLocation } from './client-processes.ts';
import { startTokenCountingServer, TOKEN_LIFETIME_S } from './token-counting-server.ts';

/** What every token store must do for many processes that make calls at the same time. */
export async function expectSharedToken(store: StoreLocation, count = 20): Promise<void> {
  const server = await startTokenCountingServer();
  const { state } = server;
  const processes = await startClientProcesses(server.baseUrl, store, count);
  try {
    const results = Array.from({ length: count }, () => ({ result: 'STX_1' }));
    const startedAt = state.now;

    expect(await processes.callFromAll()).toEqual(results);
    expect(state).toMatchObject({ issuedTokens: 1, rejectedCalls: 0 });

    // The token expires by all clocks.
    state.now += TOKEN_LIFETIME_S * 1000;
    expect(await processes.callFromAll(state.now - startedAt)).toEqual(results);
    expect(state).toMatchObject({ issuedTokens: 2, rejectedCalls: 0 });

    // The server rejects the token that all processes consider valid.
    server.revokeToken();
    expect(await processes.callFromAll(state.now - startedAt)).toEqual(results);
    expect(state).toMatchObject({ issuedTokens: 3, rejectedCalls: count, maxPendingTokenRequests: 1 });
  } finally {
    await processes.stop();
    await server.close();
  }
}
