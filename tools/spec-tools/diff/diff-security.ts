import { isDeepStrictEqual } from 'node:util';
import { isNode, listOf, nodeOf, stringsOf, type Node } from '../shared/json.ts';
import type { Changes } from './changes.ts';

/** Compares what credentials all calls need. The types say nothing about them. */
export function compareSecurity(before: unknown, after: unknown, changes: Changes): void {
  compareRequirements(changes, 'document', nodeOf(before)['security'], nodeOf(after)['security']);
  const [old, now] = [schemesOf(before), schemesOf(after)];
  for (const [name, scheme] of Object.entries(old))
    if (name in now && !isDeepStrictEqual(scheme, now[name]))
      changes.breaking('wire', `security ${name}`, 'is another kind of credentials');
}

/**
 * Compares the requirements of one operation, or of the document. Who met them before has to meet them now. That none are left is breaking too:
 * the result can no longer depend on who asks.
 */
export function compareRequirements(changes: Changes, where: string, before: unknown, after: unknown): void {
  if (isDeepStrictEqual(before, after)) return;
  const [old, now] = [requirementsOf(before), requirementsOf(after)];
  const isOpen = (list: Node[]): boolean => list.every((one) => Object.keys(one).length === 0);
  const rejected = old.filter((one) => !now.some((other) => satisfies(one, other)));
  const added = now.filter((one) => !old.some((other) => isDeepStrictEqual(other, one)));
  if (isOpen(old) && isOpen(now)) return;
  if (isOpen(now)) changes.breaking('wire', where, `needs no credentials any more, and needed ${describe(old)}`);
  else if (isOpen(old)) changes.breaking('wire', where, `needs credentials now: ${describe(now)}`);
  else if (rejected.length > 0)
    changes.breaking('wire', where, `needs ${describe(now)}, and ${describe(rejected)} is not enough any more`);
  else if (added.length > 0) changes.additive(where, `also accepts ${describe(added)}`);
  else changes.cosmetic(where, 'lists its credentials in another order');
}

/** Whether credentials for one requirement meet the other: it asks for no other scheme, and for no other scope. */
const satisfies = (had: Node, needed: Node): boolean =>
  Object.entries(needed).every(
    ([scheme, scopes]) => scheme in had && stringsOf(scopes).every((scope) => stringsOf(had[scheme]).includes(scope)),
  );

/** No requirements are the same as one that asks for nothing. */
function requirementsOf(value: unknown): Node[] {
  const list = listOf(value).filter(isNode);
  return list.length > 0 ? list : [{}];
}

function describe(requirements: readonly Node[]): string {
  const schemes = (one: Node): string =>
    Object.entries(one)
      .map(([scheme, scopes]) => [scheme, ...stringsOf(scopes)].join(' '))
      .join(' with ') || 'no credentials';
  return requirements.map(schemes).join(' or ');
}

/** The security schemes without their descriptions. */
function schemesOf(document: unknown): Node {
  const schemes = nodeOf(nodeOf(nodeOf(document)['components'])['securitySchemes']);
  return Object.fromEntries(
    Object.entries(schemes).map(([name, scheme]) => {
      const { description: _, ...rest } = nodeOf(scheme);
      return [name, rest];
    }),
  );
}
