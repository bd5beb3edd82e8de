import { SETTLE_RULES } from '../generated/settle-rules.ts';
import type { ApiByPath } from '../path-client.ts';
import type { RequestOptions } from '../request-options.ts';
import type { Facts, Snapshot } from './facts.ts';
import { judge } from './judge.ts';
import { observe } from './observe.ts';
import { comparesWithBefore, type SettleRule } from './rule.ts';

/** What became of a call whose outcome was `unknown`. */
export type Settlement =
  | {
      /** It took effect: `value` is the object that shows it, as it is now, or `undefined` if the call has removed it. */
      readonly result: 'done';
      readonly value: unknown;
    }
  | {
      /** It had no effect, and will have none: it can be called again. */
      readonly result: 'not-done';
    }
  | {
      /** It is not known yet. */
      readonly result: 'undecided';
      /** When to settle again; `undefined` if only a person can find out. */
      readonly readAgainAt: Date | undefined;
      /** Why, in a sentence. */
      readonly reason: string;
    };

/** The times of a call, as far as they matter to its proof. */
export interface Times {
  /** Since the call began, in ms. */
  readonly age: number;
  /** Until an effect can neither come nor be hidden any more, in ms; negative once that has passed. */
  readonly wait: number;
}

/**
 * Finds out what became of a call: reads once, judges, and takes an absence for proof only when its time has come.
 *
 * @param facts `undefined` if the call cannot be found out.
 * @param before The state before the call, if it is known.
 * @throws SecuconnectError if the read fails.
 */
export async function settleFacts(
  api: ApiByPath,
  operation: string,
  facts: Facts | undefined,
  before: Snapshot | undefined,
  options: RequestOptions | undefined,
  timesOf: (rule: SettleRule) => Times,
): Promise<Settlement> {
  const rules = SETTLE_RULES[operation];
  const rule = facts && typeof rules === 'object' ? rules[facts.rule] : undefined;
  if (!facts || !rule) return { result: 'undecided', readAgainAt: undefined, reason: reasonFor(operation, rules) };
  const { age, wait } = timesOf(rule);
  const { observed, object } = await observe(api, rule, facts, age, options);
  const verdict = judge(rule, facts, before, observed);
  if (verdict === 'done') return { result: 'done', value: object };
  if (verdict === 'absent' && wait <= 0) return { result: 'not-done' };
  // Something else may be the first half of what this call does.
  if (wait > 0)
    return {
      result: 'undecided',
      readAgainAt: new Date(Date.now() + wait),
      reason: 'Nothing of it is to be seen yet, but it may still come.',
    };
  const lacksBefore = before === undefined && comparesWithBefore(rule);
  return { result: 'undecided', readAgainAt: undefined, reason: lacksBefore ? NO_BEFORE : UNCLEAR };
}

const NO_BEFORE = 'It is not known how it was before the call: make such calls with `withIntent`.';
const UNCLEAR = 'What the API shows is neither what the call does nor how it was before.';

const reasonFor = (operation: string, rules: readonly SettleRule[] | string | undefined): string =>
  typeof rules === 'string'
    ? rules
    : `The call did not send what it could be found by: the reference of ${operation} says it, in "After an unknown outcome".`;
