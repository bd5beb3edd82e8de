import { nodeOf } from '../../../shared/json.ts';
import type { SpecPlace } from '../../../spec-files/spec-files.ts';
import { finding, inside, type Finding, type Rule } from '../../../spec-files/spec-view.ts';
import { areDisjoint } from './disjoint.ts';
import { isCondition } from './schema-unions.ts';
import { membersOf, Shapes } from './shapes.ts';

/** Some value is valid for each schema, and for each member of a union: types would show values that the mock rejects. */
export const schemasHaveValues: Rule = ({ visits, files }) => {
  const shapes = new Shapes(files);
  return visits.flatMap((visit) => {
    if (visit.kind !== 'schema') return [];
    return [...partFindings(visit, shapes), ...memberFindings(visit, shapes)];
  });
};

/** The parts of `allOf` exclude neither each other nor what is next to them. */
function partFindings(visit: SpecPlace, shapes: Shapes): Finding[] {
  const parts = membersOf(visit, 'allOf');
  // What is next to a reference has a finding of its own.
  const own = '$ref' in nodeOf(visit.value) ? [] : [ownPart(visit)];
  return parts.flatMap((part, index) => {
    const earlier = [...own, ...parts.slice(0, index)];
    if (earlier.some((one) => areDisjoint(shapes, one, part)))
      return [
        finding(
          part,
          'No value is valid for this part of allOf and for the others',
          'Correct one of them, or use oneOf',
        ),
      ];
    const field = fieldsOf(part, shapes).find((name) =>
      earlier.some((one) => areDisjoint(shapes, fieldIn(one, name, shapes), fieldIn(part, name, shapes))),
    );
    if (field === undefined) return [];
    const message = `No value of the field ${field} is valid for this part of allOf and for the others`;
    return [finding(part, message, 'Correct one of them')];
  });
}

/** A schema without its `allOf`, which is compared with it. */
function ownPart({ file, at, value }: SpecPlace): SpecPlace {
  const { allOf: _parts, ...own } = nodeOf(value);
  return { file, at, value: own };
}

const fieldsOf = (part: SpecPlace, shapes: Shapes): string[] =>
  Object.keys(nodeOf(nodeOf(shapes.of(part).value)['properties']));

/** An empty schema for a field that a part does not have: it allows everything. */
function fieldIn(part: SpecPlace, name: string, shapes: Shapes): SpecPlace {
  const field = inside(shapes.of(part), 'properties', name);
  return field.value === undefined ? { ...field, value: {} } : field;
}

/**
 * What is next to `oneOf` leaves values to each of its members, and no value is valid for two of them. Nothing is next to `anyOf`, and its members may overlap.
 * Conditions, and a model that is a member of itself, have findings of their own.
 */
function memberFindings(visit: SpecPlace, shapes: Shapes): Finding[] {
  const members = membersOf(visit, 'oneOf').filter(
    (member) => !isCondition(member) && shapes.of(member).value !== visit.value,
  );
  const { oneOf: _members, allOf: _parts, ...own } = nodeOf(visit.value);
  const beside = { ...visit, value: own };
  return members.flatMap((member, index) => {
    if (areDisjoint(shapes, beside, member)) {
      const message = 'No value is valid for this member of oneOf and for the schema around it';
      return [finding(member, message, 'Remove the member, or correct what is next to the union')];
    }
    if (members.slice(0, index).every((one) => areDisjoint(shapes, one, member))) return [];
    const message =
      'A value may be valid for this member of oneOf and for another: then the mock rejects it, and the types do not';
    return [finding(member, message, 'Use anyOf, or require a field with a const of its own in each member')];
  });
}
