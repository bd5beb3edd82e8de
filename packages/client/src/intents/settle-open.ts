import type { RequestOptions } from '../request-options.ts';
import type { ApiByPath } from '../path-client.ts';
import type { Settlement } from '../settle/settle-facts.ts';
import { settleIntent } from './settle-intent.ts';
import type { Journal, StoredIntent } from './journal.ts';

/** An intent that was open, and what became of it. */
export interface SettledIntent {
  readonly intent: StoredIntent;
  /** The read may have failed: then it is undecided. */
  readonly settlement: Settlement;
}

/**
 * Settles all intents that are open in a journal, one after the other, and records what is decided: after a crash, and every few minutes. A `not-done`
 * is not sent again; its program does that when it calls {@link withIntent} again.
 *
 * Calls the operation that the rule of each intent names, with a client of the account that made the calls: another one does not see what they have made.
 *
 * @returns The intents that were open, with what became of each.
 * @throws what the journal throws.
 */
export async function settleOpen(
  { api }: { readonly api: ApiByPath },
  journal: Journal,
  options?: RequestOptions,
): Promise<readonly SettledIntent[]> {
  const results: SettledIntent[] = [];
  for (const intent of await journal.open()) {
    const settlement = await settleIntent(api, intent, options).catch((error: unknown): Settlement => ({
      result: 'undecided',
      readAgainAt: new Date(),
      reason: `The read failed: ${String(error)}`,
    }));
    if (settlement.result !== 'undecided') {
      const { version, age: _age, ...rest } = intent;
      // Another process may have been faster, which is no failure.
      await journal.put({ ...rest, state: settlement.result }, version);
    }
    results.push({ intent, settlement });
  }
  return results;
}
