import { failedCallOf } from '../errors/failed-call.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';
import { SETTLE_RULES } from '../generated/settle-rules.ts';
import type { StoredIntent } from '../intents/journal.ts';
import { settleIntent } from '../intents/settle-intent.ts';
import { monotonicNow } from '../internal/clock.ts';
import type { ApiByPath } from '../path-client.ts';
import type { RequestOptions } from '../request-options.ts';
import { factsOf } from '../settle/facts.ts';
import { inputAsSent } from '../settle/sent-body.ts';
import { settleFacts, type Settlement } from '../settle/settle-facts.ts';

/**
 * Finds out whether a write took effect, for an error with the outcome `unknown`, or for an open intent of a journal. It only reads, and never guesses:
 * - `done` and `not-done` are proven by what the API shows, by the rule that the spec has for the operation.
 * - `not-done` needs time: the API may still execute the call, and the search index may hide what it did. Until that has passed, some minutes, the
 *   result is `undecided`, and `readAgainAt` says when it will be known.
 * - Where the rule compares with the state before the call, as for refunds, an error alone can prove that a call was done, or nothing. An intent
 *   ({@link withIntent}) knows the state before.
 *
 * What the proof rests on: own references are used once, and while a call is not settled, no other program makes the same change to the same
 * object, or takes it back.
 *
 * Calls the operation that the rule names, once. The reference of the operation says which, in "After an unknown outcome".
 *
 * @param secuconnect The client, of which the calls by path are used.
 * @param failed The error as it was thrown, not a copy of it; or an intent from `journal.open()`.
 * @param options Of the read.
 * @throws TypeError if `failed` is neither, and SecuconnectError if the read fails: the call is undecided then.
 */
export async function settle(
  { api }: { readonly api: ApiByPath },
  failed: unknown,
  options?: RequestOptions,
): Promise<Settlement> {
  if (isIntent(failed)) return settleIntent(api, failed, options);
  const call = failed instanceof SecuconnectError ? failedCallOf(failed) : undefined;
  if (!call)
    throw new TypeError('`settle` needs the error that a call of this client has thrown, or an intent of a journal.');
  if ((failed as SecuconnectError).outcome !== 'unknown') return { result: 'not-done' };
  const { operation } = call;
  const rules = SETTLE_RULES[operation.id] ?? 'The spec does not know this operation.';
  const facts =
    typeof rules === 'string'
      ? undefined
      : await factsOf(rules, { operation, input: inputAsSent(operation, call.input, call.body) });
  const now = monotonicNow();
  const [first] = (failed as SecuconnectError).attempts;
  // The monotonic clock may stand still while a machine is suspended: what the call made then seems older than the call.
  const age = Math.max(now - call.startedAt, first ? Date.now() - first.startedAt : 0);
  return settleFacts(api, operation.id, facts, undefined, options, (rule) => ({
    age,
    wait: rule.hidden * 1000 - (now - call.endedAt),
  }));
}

const isIntent = (value: unknown): value is StoredIntent =>
  typeof value === 'object' && value !== null && 'reference' in value && 'facts' in value && 'age' in value;
