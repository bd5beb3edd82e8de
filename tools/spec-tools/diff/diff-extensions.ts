import { isDeepStrictEqual } from 'node:util';
import type { Node } from '../shared/json.ts';
import type { Changes } from './changes.ts';

/** Compares the extensions that change how the client handles a call, or what its method returns. */
export function compareExtensions(changes: Changes, where: string, before: Node, after: Node): void {
  compareSafe(changes, where, before['x-safe'] === true, after['x-safe'] === true);
  comparePaging(changes, where, before['x-paging'], after['x-paging']);
  compareTerminal(changes, where, before['x-waits-for-terminal'] ?? false, after['x-waits-for-terminal'] ?? false);
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
