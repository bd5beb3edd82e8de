import { isDeepStrictEqual } from 'node:util';
import { deref, listOf, nodeOf, type Node } from '../shared/json.ts';
import { inDirection, type Changes, type Direction } from './changes.ts';
import { compareExtensions } from './diff-extensions.ts';
import { compareParameters } from './diff-parameters.ts';
import { compareStatuses, type Contents } from './diff-responses.ts';
import { compareRequirements } from './diff-security.ts';
import { differences } from './diff-sets.ts';
import type { SchemaComparison } from './diff-schemas.ts';

interface Placed {
  item: Node;
  operation: Node;
}

/** Compares two versions of the same operation. */
export class OperationComparison {
  readonly #before: unknown;
  readonly #after: unknown;
  readonly #changes: Changes;
  readonly #schemas: SchemaComparison;

  constructor(before: unknown, after: unknown, changes: Changes, schemas: SchemaComparison) {
    this.#before = before;
    this.#after = after;
    this.#changes = changes;
    this.#schemas = schemas;
  }

  compare(where: string, before: Placed, after: Placed): void {
    compareExtensions(this.#changes, where, before.operation, after.operation);
    this.#compareNamespace(where, before.operation, after.operation);
    this.#compareSecurity(where, before.operation, after.operation);
    const [was, is] = [before, after].map(({ operation }) => Boolean(operation['deprecated']));
    if (was !== is) this.#changes.additive(where, is ? 'is deprecated' : 'is no longer deprecated');
    const [old, now] = [parametersOf(this.#before, before), parametersOf(this.#after, after)];
    compareParameters(this.#changes, this.#schemas, where, old, now);
    this.#compareBody(where, before.operation['requestBody'], after.operation['requestBody']);
    this.#compareResponses(where, before.operation, after.operation);
  }

  /** Compares a push as a response: it arrives as a request, but the user reads it. */
  comparePush(where: string, { operation: before }: Placed, { operation: after }: Placed): void {
    const [old, now] = [
      this.#content(this.#before, before['requestBody']),
      this.#content(this.#after, after['requestBody']),
    ];
    this.#compareContent('response', where, old, now);
  }

  /** The tag of an operation decides which resource of the client has the method. */
  #compareNamespace(where: string, before: Node, after: Node): void {
    const [old, now] = [namespaceOf(this.#before, before), namespaceOf(this.#after, after)];
    if (old !== now) this.#changes.breaking('types', where, `is in the resource ${now}, and was in ${old}`);
    else if (!isDeepStrictEqual(before['tags'], after['tags'])) this.#changes.cosmetic(where, 'has another tag');
  }

  /** Operations without their own requirements have those of the document, which are compared once. */
  #compareSecurity(where: string, before: Node, after: Node): void {
    if (!('security' in before) && !('security' in after)) return;
    const own = (document: unknown, operation: Node): unknown =>
      'security' in operation ? operation['security'] : nodeOf(document)['security'];
    compareRequirements(this.#changes, where, own(this.#before, before), own(this.#after, after));
  }

  #compareBody(where: string, before: unknown, after: unknown): void {
    const [old, now] = [deref(this.#before, before), deref(this.#after, after)];
    const isRequired = Boolean(now['required']);
    if (before === undefined && after !== undefined) {
      if (isRequired) this.#changes.breaking('types, wire', where, 'takes a body, and requires it');
      else this.#changes.additive(where, 'takes a body');
    } else if (before !== undefined && after === undefined) {
      this.#changes.breaking('types, wire', where, 'no longer takes a body');
    } else if (before !== undefined) {
      if (isRequired && !old['required']) this.#changes.breaking('types, wire', where, 'requires the body');
      if (!isRequired && old['required']) this.#changes.additive(where, 'no longer requires the body');
      this.#compareContent('request', where, nodeOf(old['content']), nodeOf(now['content']));
    }
  }

  #compareResponses(where: string, before: Node, after: Node): void {
    const [old, now] = [this.#contents(this.#before, before), this.#contents(this.#after, after)];
    compareStatuses(this.#changes, where, old, now);
    for (const [status, content] of old)
      if (now.has(status)) this.#compareContent('response', `${where} ${status}`, content, now.get(status)!);
  }

  #compareContent(direction: Direction, where: string, before: Node, after: Node): void {
    const { removed, added } = differences(Object.keys(before), Object.keys(after));
    for (const type of removed)
      this.#changes.breaking('types, wire', inDirection(where, direction), `is no longer ${type}`);
    for (const type of added) this.#changes.widened(direction, where, `may be ${type}`);
    for (const type of Object.keys(before).filter((one) => one in after))
      this.#schemas.compare(direction, where, nodeOf(before[type])['schema'], nodeOf(after[type])['schema']);
  }

  #contents(document: unknown, operation: Node): Contents {
    const responses = Object.entries(nodeOf(operation['responses']));
    return new Map(responses.map(([status, response]) => [status, this.#content(document, response)]));
  }

  #content(document: unknown, value: unknown): Node {
    return nodeOf(deref(document, value)['content']);
  }
}

/** The parameters of the operation and of its path, with resolved references. */
export const parametersOf = (document: unknown, { item, operation }: Placed): Node[] =>
  [...listOf(item['parameters']), ...listOf(operation['parameters'])].map((one) => deref(document, one));

function namespaceOf(document: unknown, operation: Node): string | undefined {
  const [name] = listOf(operation['tags']);
  const tag = listOf(nodeOf(document)['tags']).find((one) => nodeOf(one)['name'] === name);
  const namespace = nodeOf(tag)['x-namespace'];
  return namespace === undefined ? undefined : String(namespace);
}
