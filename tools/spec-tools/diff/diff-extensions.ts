import { isDeepStrictEqual } from 'node:util';
import { isNode, type Node } from '../shared/json.ts';
import type { Changes } from './changes.ts';

/** Compares the extensions that change how the client handles a call, or what its method returns. */
export function compareExtensions(changes: Changes, where: string, before: Node, after: Node): void {
  compareSafe(changes, where, before['x-safe'] === true, after['x-safe'] === true);
  comparePaging(changes, where, before['x-paging'], after['x-paging']);
  compareTerminal(changes, where, before['x-waits-for-terminal'] ?? false, after['x-waits-for-terminal'] ?? false);
  compareSettle(changes, where, before['x-settle'], after['x-settle']);
}

/** The client sends a safe call again after a failure that says nothing about its effect. */
function compareSafe(changes: Changes, where: string, old: boolean, now: boolean): void {
  if (!old && now) changes.breaking('wire', where, 'is safe now (x-safe false → true): the client may send it twice');
  if (old && !now)
    changes.additive(
      where,
      'is no longer safe (x-safe true → false): the client sends it again only if it had no effect',
    );
}

/** A list is a call too, so that code that reads the first page continues to compile. */
function comparePaging(changes: Changes, where: string, old: unknown, now: unknown): void {
  if (old === now) return;
  if (old === undefined && now === 'list') changes.additive(where, 'is a list now (x-paging): it can be iterated');
  else if (old === 'list' && now === undefined)
    changes.breaking('types', where, 'is no longer a list (x-paging): it cannot be iterated');
  else changes.unclear(where, 'has another x-paging');
}

/** For such a call the client waits minutes, and never sends it again. */
function compareTerminal(changes: Changes, where: string, old: unknown, now: unknown): void {
  if (isDeepStrictEqual(old, now)) return;
  if (old === false)
    changes.unclear(
      where,
      'waits for a terminal now (x-waits-for-terminal): the client waits longer, and does not retry',
    );
  else if (now === false)
    changes.breaking(
      'wire',
      where,
      'no longer waits for a terminal (x-waits-for-terminal): the client gives up sooner, and retries',
    );
  else changes.unclear(where, 'waits for a terminal in other cases (x-waits-for-terminal)');
}

/** By a rule, `settle` finds out whether a lost call took effect. Whether another rule proves more or less, only a reader can tell. */
function compareSettle(changes: Changes, where: string, before: unknown, after: unknown): void {
  const [old, now] = [rulesOf(before), rulesOf(after)];
  if (isDeepStrictEqual(old, now)) {
    if (!isDeepStrictEqual(before, after)) changes.cosmetic(where, 'has another text of x-settle');
  } else if (old === undefined) changes.additive(where, 'can be settled now (x-settle)');
  else if (now === undefined)
    changes.unclear(where, 'cannot be settled any more (x-settle): a person has to find out whether it took effect');
  else changes.unclear(where, 'is settled by another rule (x-settle): it may be found out later, or in fewer cases');
}

/** The rules without their texts; `undefined` without rules. */
function rulesOf(settle: unknown): readonly Node[] | undefined {
  const rules = (Array.isArray(settle) ? settle : [settle]).filter((rule) => isNode(rule) && !('cannot' in rule));
  return rules.length > 0 ? rules.map(({ description: _description, ...rule }: Node) => rule) : undefined;
}
