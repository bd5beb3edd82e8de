import { METHODS } from '../shared/http-methods.ts';
import { Changes, type Change } from './changes.ts';
import { OperationComparison } from './diff-operations.ts';
import { differences } from './diff-sets.ts';
import { SchemaComparison } from './diff-schemas.ts';
import { compareTexts } from './diff-texts.ts';
import { listOf, nodeOf, type Node } from '../shared/json.ts';

export type { Change, ChangeKind } from './changes.ts';

/** The changes from one bundled document to another, as a user of the SDK sees them. Breaking changes come first. */
export function diff(before: unknown, after: unknown): Change[] {
  const changes = new Changes();
  const schemas = new SchemaComparison(before, after, changes);
  const operations = new OperationComparison(before, after, changes, schemas);
  compareServers(before, after, changes);
  compareCalls(before, after, changes, operations);
  compareWebhooks(before, after, changes, operations);
  // Every model is exported under its name.
  for (const name of differences(modelsOf(before), modelsOf(after)).removed)
    changes.add('breaking', name, 'is no longer a model');
  compareTexts(before, after, changes);
  return changes.list();
}

interface Call {
  id: string;
  /** Method and path, which identify the call for the server. */
  address: string;
  item: Node;
  operation: Node;
}

/** Matches calls by address, then by name. The other one of the two has changed. */
function compareCalls(before: unknown, after: unknown, changes: Changes, operations: OperationComparison): void {
  const [old, now] = [callsOf(before, 'paths'), callsOf(after, 'paths')];
  const fresh = new Set(now);
  for (const call of old) {
    const same =
      now.find(({ address }) => address === call.address) ??
      now.find(({ id, address }) => id === call.id && !old.some((other) => other.address === address));
    if (!same) {
      changes.add('breaking', call.id, `is removed (${call.address})`);
      continue;
    }
    fresh.delete(same);
    if (same.id !== call.id) changes.add('breaking', call.id, `is called ${same.id} now`);
    if (same.address !== call.address)
      changes.add('breaking', call.id, `is ${same.address} now, and was ${call.address}`);
    operations.compare(same.id, call, same);
  }
  for (const call of fresh) changes.add('additive', call.id, `is new (${call.address})`);
}

function compareWebhooks(before: unknown, after: unknown, changes: Changes, operations: OperationComparison): void {
  const now = new Map(callsOf(after, 'webhooks').map((call) => [call.address, call]));
  for (const call of callsOf(before, 'webhooks')) {
    const same = now.get(call.address);
    now.delete(call.address);
    if (same) operations.comparePush(`push ${same.address}`, call, same);
    else changes.add('breaking', `push ${call.address}`, 'is removed');
  }
  for (const address of now.keys()) changes.add('additive', `push ${address}`, 'is new');
}

function compareServers(before: unknown, after: unknown, changes: Changes): void {
  const urls = (document: unknown) =>
    listOf(nodeOf(document)['servers']).map((server) => String(nodeOf(server)['url']));
  const { removed, added } = differences(urls(before), urls(after));
  for (const url of removed) changes.add('breaking', 'servers', `no longer has ${url}`);
  for (const url of added) changes.add('additive', 'servers', `has ${url}`);
}

function callsOf(document: unknown, under: 'paths' | 'webhooks'): Call[] {
  return Object.entries(nodeOf(nodeOf(document)[under])).flatMap(([path, value]) =>
    METHODS.flatMap((method) => {
      const item = nodeOf(value);
      if (!(method in item)) return [];
      const operation = nodeOf(item[method]);
      const address = under === 'paths' ? `${method.toUpperCase()} ${path}` : path;
      return [{ id: String(operation['operationId'] ?? address), address, item, operation }];
    }),
  );
}

const modelsOf = (document: unknown): string[] =>
  Object.keys(nodeOf(nodeOf(nodeOf(document)['components'])['schemas']));
