import { nodeOf, stringsOf } from '../../../shared/json.ts';
import type { SpecPlace } from '../../../spec-files/spec-files.ts';
import { inside } from '../../../spec-files/spec-view.ts';
import { membersOf, type Shapes } from './shapes.ts';

/** Deeper than what tells one member of a union from another; recursive schemas have no end. */
const MAX_DEPTH = 4;

/** Whether it is certain that no value is valid for both schemas: by their types, their values, or a field that both require. */
export function areDisjoint(shapes: Shapes, one: SpecPlace, other: SpecPlace, depth = MAX_DEPTH): boolean {
  const [a, b] = [shapes.of(one), shapes.of(other)];
  if (depth === 0) return false;
  if (haveDisjointTypes(shapes, a, b) || haveDisjointValues(a, b)) return true;
  for (const [whole, rest] of [
    [a, b],
    [b, a],
  ] as const) {
    for (const field of ['oneOf', 'anyOf']) {
      const members = membersOf(whole, field);
      if (members.length > 0 && members.every((member) => areDisjoint(shapes, member, rest, depth - 1))) return true;
    }
    if (membersOf(whole, 'allOf').some((part) => areDisjoint(shapes, part, rest, depth - 1))) return true;
    if (areObjects(shapes, a, b) && requiresWhatIsClosed(whole, rest)) return true;
  }
  return (
    areObjects(shapes, a, b) &&
    commonFields(a, b).some((name) => areDisjoint(shapes, fieldOf(a, name), fieldOf(b, name), depth - 1))
  );
}

/** Whether both schemas are about objects alone: fields tell nothing about null and texts. */
const areObjects = (shapes: Shapes, ...places: readonly SpecPlace[]): boolean =>
  places.every((place) => [...(shapes.types(place) ?? ['object'])].join() === 'object');

function haveDisjointTypes(shapes: Shapes, a: SpecPlace, b: SpecPlace): boolean {
  const [types, others] = [shapes.types(a), shapes.types(b)];
  if (!types || !others) return false;
  const alike = (type: string): string => (type === 'integer' ? 'number' : type);
  const known = new Set([...others].map(alike));
  return ![...types].some((type) => known.has(alike(type)));
}

function haveDisjointValues(a: SpecPlace, b: SpecPlace): boolean {
  const [values, others] = [valuesOf(a), valuesOf(b)];
  return values !== undefined && others !== undefined && !values.some((value) => others.includes(value));
}

/** The only values of a schema; `undefined` if it does not list them. */
function valuesOf({ value }: SpecPlace): unknown[] | undefined {
  const { enum: values, const: constant } = nodeOf(value);
  if (Array.isArray(values)) return values;
  return constant === undefined ? undefined : [constant];
}

const fieldOf = (place: SpecPlace, name: string): SpecPlace => inside(place, 'properties', name);
const requiredOf = ({ value }: SpecPlace): string[] => stringsOf(nodeOf(value)['required']);
const namesOf = ({ value }: SpecPlace): string[] => Object.keys(nodeOf(nodeOf(value)['properties']));

/** The fields that objects of both schemas have. */
const commonFields = (a: SpecPlace, b: SpecPlace): string[] =>
  requiredOf(a).filter(
    (name) => requiredOf(b).includes(name) && namesOf(a).includes(name) && namesOf(b).includes(name),
  );

const requiresWhatIsClosed = (a: SpecPlace, b: SpecPlace): boolean =>
  nodeOf(b.value)['additionalProperties'] === false && requiredOf(a).some((name) => !namesOf(b).includes(name));
