import { isDeepStrictEqual } from 'node:util';
import { Changes, type Change } from './changes.ts';
import { OperationComparison } from './diff-operations.ts';
import { compareRest } from './diff-rest.ts';
import { SchemaComparison } from './diff-schemas.ts';
import { compareSecurity } from './diff-security.ts';
import { differences } from './diff-sets.ts';
import { callsOf, schemasOf } from './document-parts.ts';

import { listOf, nodeOf } from '../shared/json.ts';

export type { Breaks, Change, ChangeKind } from './changes.ts';

/** The changes from one bundled document to another, as a user of the SDK sees them. Breaking changes come first. */
export function diff(before: unknown, after: unknown): Change[] {
  const changes = new Changes();
  const schemas = new SchemaComparison(before, after, changes);
  const operations = new OperationComparison(before, after, changes, schemas);
  compareServers(before, after, changes);
  compareSecurity(before, after, changes);
  compareCalls(before, after, changes, operations);
  compareWebhooks(before, after, changes, operations);
  compareModels(before, after, changes, schemas);
  compareRest(before, after, changes);
  return changes.list();
}

/** Matches calls by name, which is what programs say, then by address. */
function compareCalls(before: unknown, after: unknown, changes: Changes, operations: OperationComparison): void {
  const [old, now] = [callsOf(before, 'paths'), callsOf(after, 'paths')];
  const fresh = new Set(now);
  for (const call of old) {
    const same =
      now.find(({ id }) => id === call.id) ??
      now.find(({ id, address }) => address === call.address && !old.some((other) => other.id === id));
    if (!same) {
      changes.breaking('types, wire', call.id, `is removed (${call.address})`);
      continue;
    }
    fresh.delete(same);
    if (same.id !== call.id) changes.breaking('types', call.id, `is called ${same.id} now`);
    if (same.address !== call.address) {
      // The method of the client is the same. The path is a type of its own, unless another call has it now.
      const breaks = now.some(({ address }) => address === call.address) ? 'wire' : 'types, wire';
      changes.breaking(breaks, call.id, `is ${same.address} now, and was ${call.address}`);
    }
    operations.compare(same.id, call, same);
  }
  for (const call of fresh) changes.additive(call.id, `is new (${call.address})`);
}

function compareWebhooks(before: unknown, after: unknown, changes: Changes, operations: OperationComparison): void {
  const now = new Map(callsOf(after, 'webhooks').map((call) => [call.address, call]));
  for (const call of callsOf(before, 'webhooks')) {
    const same = now.get(call.address);
    now.delete(call.address);
    if (same) operations.comparePush(`push ${same.address}`, call, same);
    else changes.breaking('types, wire', `push ${call.address}`, 'is removed');
  }
  for (const address of now.keys()) changes.additive(`push ${address}`, 'is new');
}

/** Every model is exported under its name, also one that no call has. Which way such a model goes is not known. */
function compareModels(before: unknown, after: unknown, changes: Changes, schemas: SchemaComparison): void {
  const [old, now] = [schemasOf(before), schemasOf(after)];
  for (const name of differences(Object.keys(old), Object.keys(now)).removed)
    changes.breaking('types', name, 'is no longer a model');
  for (const name of Object.keys(now)) {
    if (!(name in old)) {
      changes.additive(name, 'is a new model');
      continue;
    }
    const [was, is] = [old, now].map((models) => nodeOf(models[name])['x-internal'] === true);
    if (!was && is) changes.breaking('types', name, 'has no public type name any more (x-internal)');
    if (was && !is) changes.additive(name, 'has a public type name now (x-internal)');
    const $ref = `#/components/schemas/${name}`;
    if (!schemas.hasSeen(name))
      for (const direction of ['request', 'response'] as const) schemas.compare(direction, name, { $ref }, { $ref });
  }
}

/** The client knows the environments by name, so that the order of the servers only matters to tools that call the first one. */
function compareServers(before: unknown, after: unknown, changes: Changes): void {
  const urls = (document: unknown) =>
    listOf(nodeOf(document)['servers']).map((server) => String(nodeOf(server)['url']));
  const [old, now] = [urls(before), urls(after)];
  const { removed, added } = differences(old, now);
  for (const url of removed) changes.breaking('wire', 'servers', `no longer has ${url}`);
  for (const url of added) changes.additive('servers', `has ${url}`);
  const [was, is] = [old.filter((url) => now.includes(url)), now.filter((url) => old.includes(url))];
  if (!isDeepStrictEqual(was, is))
    changes.unclear('servers', `are in another order: tools that read openapi.json call ${now[0]} first`);
}
