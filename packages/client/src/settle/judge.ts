import type { Json } from '../internal/json.ts';
import type { Facts, Snapshot } from './facts.ts';
import type { NotDone, SettleRule } from './rule.ts';
import { canonicalJson } from './values.ts';

/**
 * What an observation shows about the call.
 * - `done`: it took effect.
 * - `absent`: nothing of it is to be seen. It had no effect, unless it is still to come or hidden.
 * - `unclear`: something else has happened, or nothing is known of the state before.
 */
export type Verdict = 'done' | 'absent' | 'unclear';

/**
 * What was read: the object as it is, or `gone` if it does not exist; of a list, how many items are as the call makes them, and how many others may
 * come from it, too.
 */
export type Observed = Snapshot | 'gone' | { readonly matches: number; readonly others?: number };

/** @param before The snapshot from before the call, if there is one. */
export function judge(rule: SettleRule, facts: Facts, before: Snapshot | undefined, now: Observed): Verdict {
  if (now === 'gone') return rule.gone ? 'done' : 'unclear';
  if ('matches' in now) {
    if (now.matches === 0) return absentIf(rule.notDone === 'otherwise' && !now.others);
    return rule.found === 'unclear' ? 'unclear' : 'done';
  }
  if (isDone(rule, facts, before, now)) return 'done';
  const { notDone } = rule;
  // What the call makes of it was so before: it shows nothing of this call.
  if (rule.changed !== undefined && before && holds(conditionsOf(facts, before))) return 'unclear';
  return absentIf([notDone].flat().some((one) => isNoEffect(one, before, now)));
}

function isNoEffect(notDone: NotDone, before: Snapshot | undefined, now: Snapshot): boolean {
  if (notDone === 'otherwise') return true;
  if (notDone === 'never') return false;
  if (notDone === 'unchanged') return before !== undefined && equals(before, now);
  return Object.entries(notDone).every(([name, values]) => isShown(now, name, values));
}

/** Whether a field has one of these values; `null` stands for none. */
const isShown = ({ values }: Snapshot, name: string, wanted: readonly Json[] | null): boolean => {
  const found = values[name] ?? [];
  return wanted === null ? found.length === 0 : hasOne(found, wanted);
};

const absentIf = (isAbsent: boolean): Verdict => (isAbsent ? 'absent' : 'unclear');

/** Whether every condition of the rule holds, of which there is at least one. */
function isDone(rule: SettleRule, facts: Facts, before: Snapshot | undefined, now: Snapshot): boolean {
  const conditions = [
    ...conditionsOf(facts, now),
    ...Object.entries(facts.difference ?? {}).map(([name, difference]) => {
      const [old] = before?.values[name] ?? [];
      const [current] = now.values[name] ?? [];
      return typeof old === 'number' && typeof current === 'number' && current === old + difference;
    }),
    ...(facts.changed ?? []).map((name) => before !== undefined && !equals(before.values[name], now.values[name])),
    ...(rule.changed === true ? [before !== undefined && before.same !== now.same] : []),
  ];
  return !rule.gone && holds(conditions);
}

/** The conditions that an object can fulfil by itself, without the one before. */
const conditionsOf = ({ fields = {}, without = {}, same }: Facts, now: Snapshot): boolean[] => [
  ...Object.entries(fields).map(([name, values]) => isShown(now, name, values)),
  ...Object.entries(without).map(([name, value]) => !hasOne(now.values[name] ?? [], [value])),
  ...(same === undefined ? [] : [same === now.same]),
];

const holds = (conditions: readonly boolean[]): boolean => conditions.length > 0 && conditions.every(Boolean);

/** Whether an item of a list is as the call makes it. */
export const isAsSent = (facts: Facts, item: Snapshot): boolean => conditionsOf(facts, item).every(Boolean);

const hasOne = (found: readonly Json[], wanted: readonly Json[]): boolean => found.some((one) => wanted.includes(one));
const equals = (one: unknown, other: unknown): boolean => canonicalJson(one) === canonicalJson(other);
