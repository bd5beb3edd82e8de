import { monotonicNow } from '../internal/clock.ts';
import type { Intent, Journal, StoredIntent } from './journal.ts';

/**
 * A journal in the memory of this process, for tests and for a single process whose crash may lose what is open. Ended intents are kept until the
 * process ends.
 *
 * @param options.now A clock, in ms.
 */
export function memoryJournal({ now = monotonicNow }: { readonly now?: (() => number) | undefined } = {}): Journal {
  const intents = new Map<string, { readonly intent: Intent; readonly version: number; readonly at: number }>();
  /** The references of open intents, in the order in which they were opened. */
  const open = new Set<string>();
  const stored = (reference: string): StoredIntent | undefined => {
    const entry = intents.get(reference);
    // A copy, as every other journal returns: nothing that its reader does changes the journal.
    return entry && { ...structuredClone(entry.intent), version: entry.version, age: now() - entry.at };
  };
  const holderOf = (subject: string): string | undefined =>
    [...open].find((reference) => intents.get(reference)!.intent.subject === subject);
  return {
    get: async (reference) => stored(reference),
    async put(intent, version) {
      const { reference, subject, state } = intent;
      const current = intents.get(reference);
      if ((current?.version ?? 0) !== version) return current ? stored(reference) : missing(reference);
      if (state === 'open' && subject !== undefined) {
        const holder = holderOf(subject);
        if (holder !== undefined && holder !== reference) return stored(holder);
      }
      intents.set(reference, { intent: structuredClone(intent), version: version + 1, at: now() });
      open.delete(reference);
      if (state === 'open') open.add(reference);
      return undefined;
    },
    open: async () => [...open].map((reference) => stored(reference)!),
  };
}

/** Only an intent that was read before can have a version. */
function missing(reference: string): never {
  throw new Error(`The journal has no intent ${JSON.stringify(reference)}.`);
}
