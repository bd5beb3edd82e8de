import { deref, isNode, listOf, nodeOf } from '../shared/json.ts';
import { inDirection, type Changes, type Direction } from './changes.ts';
import { differences } from './diff-sets.ts';
import { compareValues } from './diff-values.ts';
import { modelName, shapeOf, type Field, type Shape } from './schema-shape.ts';

/** Compares schemas of two documents, each pair of models once per direction. Models can be recursive. */
export class SchemaComparison {
  readonly #before: unknown;
  readonly #after: unknown;
  readonly #changes: Changes;
  readonly #seen = new Set<string>();

  constructor(before: unknown, after: unknown, changes: Changes) {
    this.#before = before;
    this.#after = after;
    this.#changes = changes;
  }

  compare(direction: Direction, where: string, before: unknown, after: unknown): void {
    const [old, now] = [modelName(before), modelName(after)];
    if (old === undefined || now === undefined) return this.#compareAlternatives(direction, where, before, after);
    const pair = `${direction} ${old} ${now}`;
    if (this.#seen.has(pair)) return undefined;
    this.#seen.add(pair);
    return this.#compareAlternatives(direction, now, before, after);
  }

  /** `judgeNull` is false for the alternatives of a union: null is compared for the whole union. */
  #compareAlternatives(direction: Direction, where: string, before: unknown, after: unknown, judgeNull = true): void {
    const old = shapeOf(this.#before, before, direction);
    const now = shapeOf(this.#after, after, direction);
    const [was, is] = [alternatives(this.#before, before, old), alternatives(this.#after, after, now)];
    if (judgeNull && was.isNullable && !is.isNullable) this.#changes.narrowed(direction, where, 'is no longer null');
    if (judgeNull && !was.isNullable && is.isNullable) this.#changes.widened(direction, where, 'may be null');
    if (!was.isUnion && !is.isUnion) {
      this.#compareShapes(direction, where, old, now);
      return;
    }
    const { pairs, removed, added } = pairUp(was.list, is.list);
    for (const [one, other] of pairs) {
      if (modelName(one) && modelName(other)) this.compare(direction, where, one, other);
      else this.#compareAlternatives(direction, where, one, other, false);
    }
    // The request no longer accepts it, or the response lacks the fields that only it had: breaking in both directions.
    for (const one of removed)
      this.#changes.add('breaking', inDirection(where, direction), `is no longer ${label(one)}`);
    for (const one of added) this.#changes.widened(direction, where, `may be ${label(one)}`);
  }

  #compareShapes(direction: Direction, where: string, before: Shape, after: Shape): void {
    this.#compareTypes(direction, where, before, after);
    compareValues(this.#changes, direction, where, before.values, after.values);
    this.#compareFields(direction, where, before, after);
    if ([before, after].every(({ types }) => types.has('array')) && (before.items ?? after.items) !== undefined)
      this.compare(direction, `${where}[]`, before.items ?? {}, after.items ?? {});
    this.#compareExtra(direction, where, before.extra, after.extra);
    for (let index = 0; index < Math.max(before.unions.length, after.unions.length); index++) {
      const [old, now] = [before.unions[index], after.unions[index]];
      if (old && now) this.compare(direction, where, { anyOf: old }, { anyOf: now });
      else if (old) this.#changes.widened(direction, where, 'is no longer a choice of alternatives');
      else this.#changes.narrowed(direction, where, 'is a choice of alternatives now');
    }
  }

  #compareTypes(direction: Direction, where: string, before: Shape, after: Shape): void {
    const { removed, added } = differences(before.types, after.types);
    const [old, now] = [removed.join(', '), added.join(', ')];
    const place = inDirection(where, direction);
    if (old && now) this.#changes.add('breaking', place, `is of type ${now} instead of ${old}`);
    else if (now) this.#changes.widened(direction, where, `may be of type ${now}`);
    else if (old) this.#changes.narrowed(direction, where, `is no longer of type ${old}`);
    if (before.isFile !== after.isFile)
      this.#changes.add('breaking', place, `is ${after.isFile ? 'now' : 'no longer'} a file`);
  }

  #compareFields(direction: Direction, where: string, before: Shape, after: Shape): void {
    const place = (name: string, field: Field): string => `${field.owner ?? where}.${name}`;
    for (const [name, field] of before.fields)
      if (!after.fields.has(name))
        this.#changes.add('breaking', inDirection(place(name, field), direction), 'is removed');
    for (const [name, field] of after.fields) {
      const old = before.fields.get(name);
      const at = place(name, field);
      if (!old) {
        const breaks = direction === 'request' && field.isRequired;
        this.#changes.add(
          breaks ? 'breaking' : 'additive',
          inDirection(at, direction),
          breaks ? 'is new, and required' : 'is new',
        );
        continue;
      }
      if (!old.isRequired && field.isRequired) this.#changes.narrowed(direction, at, 'is required now');
      if (old.isRequired && !field.isRequired) this.#changes.widened(direction, at, 'is no longer required');
      if (!nodeOf(old.schema)['deprecated'] && nodeOf(field.schema)['deprecated'])
        this.#changes.add('additive', inDirection(at, direction), 'is deprecated');
      this.compare(direction, at, old.schema, field.schema);
    }
  }

  /** Additional properties are an index signature in the type. */
  #compareExtra(direction: Direction, where: string, before: unknown, after: unknown): void {
    if (before === undefined && after === undefined) return;
    if (before === undefined) this.#changes.add('additive', inDirection(where, direction), 'may have further fields');
    else if (after === undefined)
      this.#changes.add('breaking', inDirection(where, direction), 'has no further fields any more');
    else this.compare(direction, `${where}.*`, before, after);
  }
}

interface Alternatives {
  list: unknown[];
  isNullable: boolean;
  isUnion: boolean;
}

/** The non-null alternatives of a pure union. Any other schema is its only alternative. */
function alternatives(document: unknown, schema: unknown, shape: Shape): Alternatives {
  const [union] = shape.unions;
  if (!union || shape.unions.length > 1 || shape.fields.size > 0)
    return { list: [schema], isNullable: shape.isNullable && shape.unions.length === 0, isUnion: false };
  const list = union.filter((one) => deref(document, one)['type'] !== 'null');
  const isNullable = list.length < union.length || list.some((one) => shapeOf(document, one, 'response').isNullable);
  return { list, isNullable, isUnion: true };
}

/** Matches old and new alternatives: by model, by equal JSON, by label, and finally by order. */
function pairUp(before: readonly unknown[], after: readonly unknown[]) {
  const pairs: [unknown, unknown][] = [];
  let [removed, added] = [[...before], [...after]];
  for (const sameness of [modelName, (one: unknown) => JSON.stringify(one), label]) {
    for (const one of removed.slice()) {
      const key = sameness(one);
      const other = key === undefined ? undefined : added.find((candidate) => sameness(candidate) === key);
      if (other === undefined) continue;
      pairs.push([one, other]);
      removed = removed.filter((rest) => rest !== one);
      added = added.filter((rest) => rest !== other);
    }
  }
  if (removed.length === added.length) {
    pairs.push(...removed.map((one, index): [unknown, unknown] => [one, added[index]]));
    [removed, added] = [[], []];
  }
  return { pairs, removed, added };
}

/** A label of an alternative: its model or title, its constants, or its type. */
function label(schema: unknown): string {
  const node = nodeOf(schema);
  const constants = Object.values(nodeOf(node['properties'])).flatMap((field) =>
    isNode(field) && 'const' in field ? [String(field['const'])] : [],
  );
  const name = modelName(node) ?? node['title'] ?? (constants.length > 0 ? constants.join(', ') : undefined);
  return String(name ?? listOf([node['type'] ?? 'something else'].flat()).join(' or '));
}
