import { inDirection, type Changes, type Direction } from './changes.ts';
import { differences } from './diff-sets.ts';
import type { SchemaComparison } from './diff-schemas.ts';
import { deref, listOf, nodeOf, type Node } from '../shared/json.ts';

interface Placed {
  item: Node;
  operation: Node;
}

/** The effect of an extension on the generated method: on its type, or on how the client handles the call. */
const EXTENSIONS: Record<string, 'breaking' | 'additive'> = {
  'x-paging': 'breaking',
  'x-safe': 'additive',
  'x-waits-for-terminal': 'additive',
};

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
    for (const [extension, kind] of Object.entries(EXTENSIONS)) {
      const [old, now] = [before.operation[extension], after.operation[extension]].map((value) =>
        JSON.stringify(value),
      );
      if (old !== now) this.#changes.add(kind, where, `has another ${extension}`);
    }
    if (!before.operation['deprecated'] && after.operation['deprecated'])
      this.#changes.add('additive', where, 'is deprecated');
    this.#compareParameters(where, before, after);
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

  #compareParameters(where: string, before: Placed, after: Placed): void {
    const [old, now] = [parametersOf(this.#before, before), parametersOf(this.#after, after)];
    for (const [name, parameter] of now) {
      const one = old.get(name);
      const isRequired = Boolean(parameter['required']);
      if (!one) {
        if (isRequired) this.#changes.add('breaking', where, `has the new parameter ${name}, and requires it`);
        else this.#changes.add('additive', where, `has the new parameter ${name}`);
        continue;
      }
      if (isRequired && !one['required']) this.#changes.add('breaking', where, `requires the parameter ${name}`);
      if (!isRequired && one['required'])
        this.#changes.add('additive', where, `no longer requires the parameter ${name}`);
      this.#schemas.compare('request', `${where}, parameter ${name}`, one['schema'], parameter['schema']);
    }
    for (const name of old.keys())
      if (!now.has(name)) this.#changes.add('breaking', where, `no longer has the parameter ${name}`);
  }

  #compareBody(where: string, before: unknown, after: unknown): void {
    const [old, now] = [deref(this.#before, before), deref(this.#after, after)];
    const isRequired = Boolean(now['required']);
    if (before === undefined && after !== undefined) {
      if (isRequired) this.#changes.add('breaking', where, 'takes a body, and requires it');
      else this.#changes.add('additive', where, 'takes a body');
    } else if (before !== undefined && after === undefined) {
      this.#changes.add('breaking', where, 'no longer takes a body');
    } else if (before !== undefined) {
      if (isRequired && !old['required']) this.#changes.add('breaking', where, 'requires the body');
      if (!isRequired && old['required']) this.#changes.add('additive', where, 'no longer requires the body');
      this.#compareContent('request', where, nodeOf(old['content']), nodeOf(now['content']));
    }
  }

  #compareResponses(where: string, before: Node, after: Node): void {
    const [old, now] = [nodeOf(before['responses']), nodeOf(after['responses'])];
    const { removed, added } = differences(Object.keys(old), Object.keys(now));
    for (const status of removed) this.#changes.add('breaking', where, `no longer returns ${status}`);
    for (const status of added) this.#changes.add('additive', where, `may return ${status}`);
    for (const status of Object.keys(old).filter((one) => one in now)) {
      const [was, is] = [this.#content(this.#before, old[status]), this.#content(this.#after, now[status])];
      this.#compareContent('response', `${where} ${status}`, was, is);
    }
  }

  #compareContent(direction: Direction, where: string, before: Node, after: Node): void {
    const { removed, added } = differences(Object.keys(before), Object.keys(after));
    for (const type of removed) this.#changes.add('breaking', inDirection(where, direction), `is no longer ${type}`);
    for (const type of added) this.#changes.add('additive', inDirection(where, direction), `may be ${type}`);
    for (const type of Object.keys(before).filter((one) => one in after))
      this.#schemas.compare(direction, where, nodeOf(before[type])['schema'], nodeOf(after[type])['schema']);
  }

  #content(document: unknown, value: unknown): Node {
    return nodeOf(deref(document, value)['content']);
  }
}

function parametersOf(document: unknown, { item, operation }: Placed): Map<string, Node> {
  const parameters = [...listOf(item['parameters']), ...listOf(operation['parameters'])].map((one) =>
    deref(document, one),
  );
  return new Map(parameters.map((one) => [String(one['name']), one]));
}
