import { isDeepStrictEqual } from 'node:util';
import { type Node } from '../shared/json.ts';
import type { Changes } from './changes.ts';
import type { SchemaComparison } from './diff-schemas.ts';

/** How a parameter is written on the wire. The types say nothing about it. */
const WIRE_FORM = ['style', 'explode', 'allowReserved', 'allowEmptyValue'] as const;

/** Compares the parameters of an operation, which its name and its place (path, query, header) identify together. */
export function compareParameters(
  changes: Changes,
  schemas: SchemaComparison,
  where: string,
  before: readonly Node[],
  after: readonly Node[],
): void {
  const [old, now] = [byKey(before), byKey(after)];
  const gone = [...old.keys()].filter((key) => !now.has(key));
  for (const [key, parameter] of now) {
    const one = old.get(key);
    if (one) {
      compareOne(changes, where, one, parameter);
      schemas.compare('request', `${where}, ${key}`, one['schema'], parameter['schema']);
      continue;
    }
    const from = gone.find((other) => old.get(other)?.['name'] === parameter['name']);
    if (from) {
      gone.splice(gone.indexOf(from), 1);
      changes.breaking('types, wire', where, `has the ${key} instead of the ${from}`);
    } else if (parameter['required']) changes.breaking('types, wire', where, `has the new ${key}, and requires it`);
    else changes.additive(where, `has the new ${key}`);
  }
  for (const key of gone) changes.breaking('types, wire', where, `no longer has the ${key}`);
}

function compareOne(changes: Changes, where: string, before: Node, after: Node): void {
  const label = keyOf(after);
  const [was, is] = [Boolean(before['required']), Boolean(after['required'])];
  if (!was && is) changes.breaking('types, wire', where, `requires the ${label}`);
  if (was && !is) changes.additive(where, `no longer requires the ${label}`);
  if (Boolean(before['deprecated']) !== Boolean(after['deprecated']))
    changes.additive(`${where}, ${label}`, after['deprecated'] ? 'is deprecated' : 'is no longer deprecated');
  const [old, now] = [wireForm(before), wireForm(after)];
  for (const keyword of WIRE_FORM)
    if (!isDeepStrictEqual(old[keyword], now[keyword]))
      changes.breaking(
        'wire',
        `${where}, ${label}`,
        `is written in another way: ${keyword} is ${String(now[keyword])} instead of ${String(old[keyword])}`,
      );
}

/** With the defaults of OpenAPI, so that writing one down is no change. */
function wireForm(parameter: Node): Node {
  const usual = parameter['in'] === 'query' || parameter['in'] === 'cookie' ? 'form' : 'simple';
  const style = parameter['style'] ?? usual;
  return { style, explode: style === 'form', allowReserved: false, allowEmptyValue: false, ...pick(parameter) };
}

const pick = (parameter: Node): Node =>
  Object.fromEntries(WIRE_FORM.flatMap((key) => (key in parameter ? [[key, parameter[key]]] : [])));

const keyOf = (parameter: Node): string => `${String(parameter['in'])} parameter ${String(parameter['name'])}`;

const byKey = (parameters: readonly Node[]): Map<string, Node> => new Map(parameters.map((one) => [keyOf(one), one]));
