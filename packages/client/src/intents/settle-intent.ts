import { SETTLE_RULES } from '../generated/settle-rules.ts';
import type { ApiByPath } from '../path-client.ts';
import type { RequestOptions } from '../request-options.ts';
import type { Facts, Snapshot } from '../settle/facts.ts';
import { settleFacts, type Settlement } from '../settle/settle-facts.ts';
import { canonicalJson, digest } from '../settle/values.ts';
import type { StoredIntent } from './journal.ts';

/** What an intent keeps for its rule. */
export interface IntentFacts {
  /** A digest of the call, by which another call with the same reference is found. */
  readonly call: string;
  /** When it was stored, in ms since 1970 by the clock of the host. */
  readonly at?: number;
  readonly facts?: Facts;
  /** A digest of the rule that the facts belong to: another version of this package may have another. */
  readonly rule?: string;
  readonly before?: Snapshot;
}

/** Settles an intent, whose age is by the clock of the journal. */
export async function settleIntent(
  api: ApiByPath,
  intent: StoredIntent,
  options?: RequestOptions,
): Promise<Settlement> {
  const { operation, state, value, age, hiddenFor } = intent;
  if (state === 'done') return { result: 'done', value: responseIn(value) };
  if (state === 'not-done') return { result: 'not-done' };
  const { facts, rule, before, at = Number.POSITIVE_INFINITY } = intent.facts as unknown as IntentFacts;
  if (facts && rule !== undefined && rule !== (await ruleDigest(operation, facts)))
    return { result: 'undecided', readAgainAt: undefined, reason: OTHER_RULE };
  // The clock of a journal in memory may stand still while a machine is suspended: what the call made then seems older than the call.
  const longestAge = Math.max(age, Date.now() - at);
  return settleFacts(api, operation, facts, before, options, () => ({ age: longestAge, wait: hiddenFor - age }));
}

const OTHER_RULE =
  'Another version of this package has stored it, whose rule for this operation was another: settle it with that version, or by hand.';

/** Names the rule of an operation that facts belong to, by its content. */
export async function ruleDigest(operation: string, { rule }: Facts): Promise<string | undefined> {
  const rules = SETTLE_RULES[operation];
  const found = typeof rules === 'object' ? rules[rule] : undefined;
  return found && (await digest(canonicalJson(found), true));
}

/** The response that an intent has kept. */
export const responseIn = (value: StoredIntent['value']): unknown =>
  (value as { readonly response?: unknown } | null | undefined)?.response;
