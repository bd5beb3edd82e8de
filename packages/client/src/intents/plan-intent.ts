import { parameterNames } from '@secuconnect/api';
import { SETTLE_RULES } from '../generated/settle-rules.ts';
import { factsOf, type Facts } from '../settle/facts.ts';
import { comparesWithBefore, type SettleRule } from '../settle/rule.ts';
import { digest, shapeOf } from '../settle/values.ts';
import type { InterceptedCall } from '../transport/intercept.ts';
import { isTerminalCall } from '../transport/terminal-calls.ts';
import { ruleDigest } from './settle-intent.ts';

/** What is known of a call before it is made. */
export interface IntentPlan {
  /** A digest of the call, by which another call with the same reference is found. */
  readonly call: string;
  /** The rule of the operation, and what it compares; `undefined` if it cannot be found out. */
  readonly rule: SettleRule | undefined;
  readonly facts: Facts | undefined;
  /** Names the rule by its content. */
  readonly ruleDigest: string | undefined;
  /** Whether the rule compares with the state before. */
  readonly needsBefore: boolean;
  /** What no other open intent may change, if states before and after are compared. */
  readonly subject: string | undefined;
  /** Timeout of the call with all its attempts, in ms. */
  readonly totalTimeout: number;
  /** From this time after its begin on, in ms, the call can no longer take effect, and what it did can be seen. */
  readonly hiddenFor: number;
}

/** How long all attempts may take together, in ms. */
const TOTAL_TIMEOUT_MS = 90_000;
/** The same, for calls that wait for a terminal. */
const TERMINAL_TIMEOUT_MS = 360_000;
/** For how long an effect may be hidden where no rule says it, in s. */
const HIDDEN_S = 180;

/** @throws TypeError if the call has no end. */
export async function planIntent({ operation, input, options }: InterceptedCall): Promise<IntentPlan> {
  const rules = SETTLE_RULES[operation.id];
  const facts = Array.isArray(rules) ? await factsOf(rules as readonly SettleRule[], { operation, input }) : undefined;
  const rule = facts && (rules as readonly SettleRule[])[facts.rule];
  const isCompared = rule !== undefined && comparesWithBefore(rule);
  const totalTimeout =
    options.totalTimeout ?? (isTerminalCall(operation, input.path) ? TERMINAL_TIMEOUT_MS : TOTAL_TIMEOUT_MS);
  if (!(totalTimeout > 0 && totalTimeout < Number.POSITIVE_INFINITY))
    throw new TypeError(
      'An intent needs a `totalTimeout`: otherwise nothing shows that its call has no effect any more.',
    );
  const sent = [operation.id, [...input.path], input.query ?? null, input.body ?? null];
  return {
    call: await digest(sent, shapeOf(sent)!),
    rule,
    facts,
    ruleDigest: facts && (await ruleDigest(operation.id, facts)),
    needsBefore: isCompared,
    subject: isCompared ? subjectOf(rule, facts!) : undefined,
    totalTimeout,
    hiddenFor: totalTimeout + (rule?.hidden ?? HIDDEN_S) * 1000,
  };
}

/** The object that is compared, by the path to read it: operations of several resources may change one payment. */
function subjectOf({ read }: SettleRule, { path }: Facts): string {
  const [name] = parameterNames(read);
  const [collection] = read.split('{');
  // The server may not tell capitals from small letters.
  return `${collection}${name === undefined ? '' : path[name]}`.toLowerCase();
}
