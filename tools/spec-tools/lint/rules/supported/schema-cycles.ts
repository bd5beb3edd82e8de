import { isNode, nodeOf, stringsOf } from '../../../shared/json.ts';
import type { SpecPlace } from '../../../spec-files/spec-files.ts';
import { finding, inside, type Rule } from '../../../spec-files/spec-view.ts';
import { isModel } from './schema-references.ts';
import { membersOf } from './shapes.ts';

/** A model may contain itself, if a value can end: in a field that may be missing, in an array, or next to another member of a union. */
export const modelsAreFinite: Rule = ({ visits, files }) => {
  const follow = (place: SpecPlace): SpecPlace | undefined => {
    const ref = nodeOf(place.value)['$ref'];
    return typeof ref === 'string' ? files.target(place.file, ref) : undefined;
  };

  /** Whether a schema is the same value as one of its own parts, so that it has no definition. */
  const isCircular = (place: SpecPlace, trail: readonly unknown[]): boolean => {
    if (!isNode(place.value)) return false;
    if (trail.includes(place.value)) return trail[0] === place.value;
    const target = follow(place);
    // TypeScript resolves the type of an array at once, unlike that of an object.
    const items = 'items' in place.value ? [inside(place, 'items')] : [];
    const parts = [...['allOf', 'oneOf', 'anyOf'].flatMap((field) => membersOf(place, field)), ...items];
    return [...(target ? [target] : []), ...parts].some((part) => isCircular(part, [...trail, place.value]));
  };

  const finite = new Set<unknown>();
  const isFinite = (place: SpecPlace, trail: readonly unknown[]): boolean => {
    const { value } = place;
    if (!isNode(value) || finite.has(value)) return true;
    if (trail.includes(value)) return false;
    const below = (part: SpecPlace): boolean => isFinite(part, [...trail, value]);
    const target = follow(place);
    const types = [value['type']].flat();
    const required = stringsOf(value['required']).filter((name) => isNode(nodeOf(value['properties'])[name]));
    const ends =
      types.includes('null') ||
      ((!target || below(target)) &&
        membersOf(place, 'allOf').every(below) &&
        ['oneOf', 'anyOf'].every(
          (field) => membersOf(place, field).length === 0 || membersOf(place, field).some(below),
        ) &&
        required.every((name) => below(inside(place, 'properties', name))) &&
        (!(Number(value['minItems']) > 0) || below(inside(place, 'items'))));
    if (ends) finite.add(value);
    return ends;
  };

  return visits.flatMap((visit) => {
    if (visit.kind !== 'schema' || !isModel(visit)) return [];
    if (isCircular(visit, []))
      return [finding(visit, 'The model refers to itself without an object in between', 'Write what it is')];
    if (isFinite(visit, [])) return [];
    return [
      finding(
        visit,
        'No value of the model can end, because it requires itself',
        'Make a field optional, or allow null',
      ),
    ];
  });
};
