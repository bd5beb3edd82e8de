import type { ObjectChange } from '../history/history.ts';
import type { PushAttempt, PushRecord } from '../pushes/push-record.ts';

/** A push that was asked for, or an attempt to deliver it. Times are in milliseconds since 1970. */
export type PushItem =
  | { readonly kind: 'push'; readonly push: PushRecord; readonly isAgain: boolean }
  | { readonly kind: 'attempt'; readonly push: PushRecord; readonly attempt: PushAttempt; readonly number: number };

type TimedItem = { readonly at: number } & PushItem;

/**
 * What a change of a push says.
 *
 * @param first Gets the number of attempts that each push had when it was first seen.
 */
export function attemptsSince(
  at: number,
  { id, before, after }: ObjectChange,
  first: Map<string, number>,
): TimedItem[] {
  const old = before === undefined ? undefined : (JSON.parse(before) as PushRecord);
  const push = JSON.parse(after) as PushRecord;
  const known = old?.attempts.length ?? 0;
  if (!first.has(id)) first.set(id, old ? known : -1);
  const isAgain = old !== undefined && old.status !== 'waiting' && push.status === 'waiting';
  return [
    ...(old === undefined || isAgain ? [{ at, kind: 'push', push, isAgain } as const] : []),
    ...attemptsOf(push, known, push.attempts.length, at),
  ];
}

/** What the log of pushes knows from before the history: that of an earlier run, or what was pushed out. */
export function earlierAttempts(pushes: readonly PushRecord[], first: ReadonlyMap<string, number>): TimedItem[] {
  const items = pushes.flatMap((push): TimedItem[] => {
    const end = first.get(push.id) ?? push.attempts.length;
    if (end < 0) return [];
    return [{ at: Date.parse(push.event.created), kind: 'push', push, isAgain: false }, ...attemptsOf(push, 0, end)];
  });
  return items.sort((one, other) => one.at - other.at);
}

const attemptsOf = (push: PushRecord, start: number, end: number, at?: number): TimedItem[] =>
  push.attempts.slice(start, end).map((attempt, index) => ({
    at: at ?? Date.parse(attempt.at),
    kind: 'attempt',
    push,
    attempt,
    number: start + index + 1,
  }));
