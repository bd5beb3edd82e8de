import { nodeOf } from '../shared/json.ts';
import { alternativesOf, labelOf, pairUp } from './alternatives.ts';
import { inDirection, type Changes, type Direction } from './changes.ts';
import { compareExtra, comparePatterns } from './diff-extra-fields.ts';
import { compareNotes } from './diff-notes.ts';
import { differences } from './diff-sets.ts';
import { compareValues } from './diff-values.ts';
import { compareLimits } from './limits.ts';
import { ANY, modelName, shapeOf, type Field, type Shape } from './schema-shape.ts';

/** Compares schemas of two documents, each pair of models once per direction. Models can be recursive. */
export class SchemaComparison {
  readonly #before: unknown;
  readonly #after: unknown;
  readonly #changes: Changes;
  readonly #seen = new Set<string>();
  readonly #models = new Set<string>();

  constructor(before: unknown, after: unknown, changes: Changes) {
    this.#before = before;
    this.#after = after;
    this.#changes = changes;
  }

  compare(direction: Direction, where: string, before: unknown, after: unknown): void {
    const [old, now] = [modelName(before), modelName(after)];
    if (old === undefined || now === undefined) return this.#compareAlternatives(direction, where, before, after);
    // What stands next to a reference belongs to this place, and the model to all places.
    this.#compareAlternatives(direction, where, withoutReference(before), withoutReference(after));
    const pair = `${direction} ${old} ${now}`;
    if (this.#seen.has(pair)) return undefined;
    this.#seen.add(pair);
    return this.#compareAlternatives(direction, now, reference(before), reference(after));
  }

  /** Whether a call or push has led to the model. */
  hasSeen(model: string): boolean {
    return this.#models.has(model);
  }

  /** `judgeNull` is false for the alternatives of a union: null is compared for the whole union. */
  #compareAlternatives(direction: Direction, where: string, before: unknown, after: unknown, judgeNull = true): void {
    const old = shapeOf(this.#before, before, direction);
    const now = shapeOf(this.#after, after, direction);
    for (const model of now.models) this.#models.add(model);
    const [was, is] = [alternativesOf(this.#before, before, old), alternativesOf(this.#after, after, now)];
    if (judgeNull && was.isNullable && !is.isNullable) this.#changes.narrowed(direction, where, 'is no longer null');
    if (judgeNull && !was.isNullable && is.isNullable) this.#changes.widened(direction, where, 'may be null');
    if (was.isUnion === is.isUnion) {
      compareLimits(this.#changes, direction, where, old.limits, now.limits);
      compareNotes(this.#changes, direction, where, old, now);
    }
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
    for (const one of removed) this.#changes.dropped(direction, where, `is no longer ${labelOf(one)}`);
    for (const one of added) this.#changes.widened(direction, where, `may be ${labelOf(one)}`);
  }

  #compareShapes(direction: Direction, where: string, before: Shape, after: Shape): void {
    this.#compareTypes(direction, where, before, after);
    compareValues(this.#changes, direction, where, before.values, after.values);
    this.#compareFields(direction, where, before, after);
    this.#compareItems(direction, where, before, after);
    const compare = (name: string, old: unknown, now: unknown): void =>
      this.compare(direction, `${where}.${name}`, old, now);
    compareExtra(this.#changes, direction, where, before.extra, after.extra, compare);
    comparePatterns(this.#changes, direction, where, before, after, compare);
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
    const isUntyped = before.types.size === ANY.length;
    if (old && now) this.#changes.breaking('types, wire', place, `is of type ${now} instead of ${old}`);
    else if (now) this.#changes.widened(direction, where, `may be of type ${now}`);
    else if (old && isUntyped) this.#changes.narrowed(direction, where, `is no longer of type ${old}`);
    else if (old) this.#changes.dropped(direction, where, `is no longer of type ${old}`);
    if (before.isFile !== after.isFile)
      this.#changes.breaking('types, wire', place, `is ${after.isFile ? 'now' : 'no longer'} a file`);
    if (before.isInteger === after.isInteger || !before.types.has('number') || !after.types.has('number')) return;
    // TypeScript has one type for both. A fraction in an amount breaks sums, keys and database columns nevertheless.
    const [isWider, what] = [before.isInteger, before.isInteger ? 'may have a fraction' : 'is an integer now'];
    if (isWider === (direction === 'request')) this.#changes.additive(place, what);
    else this.#changes.breaking('wire', place, what);
  }

  #compareFields(direction: Direction, where: string, before: Shape, after: Shape): void {
    const place = (name: string, field: Field): string => `${field.owner ?? where}.${name}`;
    for (const [name, field] of before.fields)
      if (!after.fields.has(name))
        this.#changes.breaking('types, wire', inDirection(place(name, field), direction), 'is removed');
    for (const [name, field] of after.fields) {
      const old = before.fields.get(name);
      const at = place(name, field);
      if (!old) {
        const breaks = direction === 'request' && field.isRequired;
        if (breaks) this.#changes.breaking('types, wire', inDirection(at, direction), 'is new, and required');
        else this.#changes.additive(inDirection(at, direction), 'is new');
        continue;
      }
      if (!old.isRequired && field.isRequired) this.#changes.narrowed(direction, at, 'is required now');
      if (old.isRequired && !field.isRequired) this.#changes.widened(direction, at, 'is no longer required');
      if (direction === 'response') this.#compareReadOnly(at, old, field);
      this.compare(direction, at, old.schema, field.schema);
    }
  }

  /** In a request, a field that becomes read-only is gone. In a response it is `readonly`, which only concerns code that changes its copy. */
  #compareReadOnly(where: string, before: Field, after: Field): void {
    if (before.isReadOnly === after.isReadOnly) return;
    const place = inDirection(where, 'response');
    if (after.isReadOnly) this.#changes.unclear(place, 'is read-only now: code that assigns to it no longer compiles');
    else this.#changes.additive(place, 'is no longer read-only');
  }

  #compareItems(direction: Direction, where: string, before: Shape, after: Shape): void {
    if (![before, after].every(({ types }) => types.has('array'))) return;
    const [old, now] = [before.firstItems, after.firstItems];
    if (Boolean(old) === Boolean(now) && (before.items ?? after.items) !== undefined)
      this.compare(direction, `${where}[]`, before.items ?? {}, after.items ?? {});
    if (!old && now) this.#changes.narrowed(direction, where, 'has a fixed order of items');
    if (old && !now) this.#changes.widened(direction, where, 'no longer has a fixed order of items');
    if (!old || !now) return;
    if (old.length !== now.length)
      this.#changes.breaking(
        'types, wire',
        inDirection(where, direction),
        `has ${now.length} items in a fixed order instead of ${old.length}`,
      );
    for (const [index, item] of old.entries())
      if (index < now.length) this.compare(direction, `${where}[${index}]`, item, now[index]);
  }
}

const reference = (schema: unknown) => ({ $ref: nodeOf(schema)['$ref'] });

function withoutReference(schema: unknown): unknown {
  const { $ref: _, ...rest } = nodeOf(schema);
  return rest;
}
