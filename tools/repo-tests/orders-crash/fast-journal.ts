import type { Journal, StoredIntent } from '@secuconnect/client/flows';

/** Timeout of a call of an intent, in ms: long enough for a machine that does much else. */
export const CALL_TIMEOUT_MS = 8_000;

/**
 * A journal whose open intents age faster once their call must have ended: the minutes in which the API may still execute a call become seconds, as they
 * do in the sandbox of this test. The time of the call itself passes as always.
 */
export function fastJournal(journal: Journal, speed: number): Journal {
  const faster = <Intent extends StoredIntent | undefined>(intent: Intent): Intent =>
    intent && {
      ...intent,
      age: Math.min(intent.age, CALL_TIMEOUT_MS) + Math.max(0, intent.age - CALL_TIMEOUT_MS) * speed,
    };
  return {
    get: async (reference) => faster(await journal.get(reference)),
    put: async (intent, version) => faster(await journal.put(intent, version)),
    open: async () => (await journal.open()).map((intent) => faster(intent)),
  };
}
