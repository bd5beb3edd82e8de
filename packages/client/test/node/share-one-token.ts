import { expect } from 'vitest';
import { startFleet, type StoreOptions } from './fleet.ts';
import { LIFETIME, startPlatform } from './platform.ts';

/** What every store must do for twenty processes that call at the same time. */
export async function shareOneToken(store: StoreOptions): Promise<void> {
  const platform = await startPlatform();
  const { state } = platform;
  const fleet = await startFleet(platform.baseUrl, store);
  try {
    const fine = Array.from({ length: 20 }, () => ({ done: 'STX_1' }));
    const began = state.now;

    expect(await fleet.call()).toEqual(fine);
    expect(state).toMatchObject({ issued: 1, refused: 0 });

    // Everybody's clock passes the end of the token.
    state.now += LIFETIME * 1000;
    expect(await fleet.call(state.now - began)).toEqual(fine);
    expect(state).toMatchObject({ issued: 2, refused: 0 });

    // The platform refuses the token while all of them believe in it.
    platform.revoke();
    expect(await fleet.call(state.now - began)).toEqual(fine);
    expect(state).toMatchObject({ issued: 3, refused: 20, mostAsking: 1 });
  } finally {
    await fleet.stop();
    await platform.close();
  }
}
