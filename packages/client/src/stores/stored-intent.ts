import type { Intent, StoredIntent } from '../intents/journal.ts';
import { isRecord, parseJson } from '../internal/json.ts';

const STATES: readonly unknown[] = ['open', 'done', 'not-done'] satisfies Intent['state'][];

/**
 * Reads an intent as a journal has stored it.
 *
 * @param json The text of the intent.
 * @throws Error if it is damaged, with the reference: taken for none, it would be sent a second time.
 */
export function readIntent(reference: string, json: unknown, version: number, age: number): StoredIntent {
  const intent = typeof json === 'string' ? parseJson(json) : undefined;
  if (!isIntent(intent) || intent.reference !== reference || !(version >= 1) || !Number.isFinite(age)) {
    throw new Error(`The intent \`${reference}\` cannot be read: its entry in the journal is damaged.`);
  }
  // The clock of the store may be set back.
  return { ...intent, version, age: Math.max(0, age) };
}

function isIntent(value: unknown): value is Intent {
  if (!isRecord(value)) return false;
  const { reference, operation, state, subject, idempotencyKey, hiddenFor } = value;
  return (
    [reference, operation, idempotencyKey].every((text) => typeof text === 'string') &&
    STATES.includes(state) &&
    (subject === undefined || typeof subject === 'string') &&
    Number.isFinite(hiddenFor) &&
    'facts' in value
  );
}

/** What a journal throws when the version to replace is not there at all: the store has lost it, or it was removed. */
export const missingIntent = (reference: string, version: number): Error =>
  new Error(`The journal has no intent \`${reference}\`; version ${version} was expected. Has the store lost data?`);
