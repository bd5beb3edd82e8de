import { nodeOf, stringsOf } from '../../../shared/json.ts';
import type { SpecPlace } from '../../../spec-files/spec-files.ts';
import { finding, type Finding, type Rule } from '../../../spec-files/spec-view.ts';
import { everyObjectHas, MEMBERS_OF_OBJECTS } from './reserved-names.ts';
import { membersOf, Shapes } from './shapes.ts';
import { isCondition } from './schema-unions.ts';

/** The fields of an object have names that JavaScript can have, and `required` names fields for which the types know it. */
export const fieldsExist: Rule = ({ visits, files }) => {
  const shapes = new Shapes(files);
  return visits.flatMap((visit) => {
    if (visit.kind !== 'schema') return [];
    const { properties, required, additionalProperties } = visit.value;
    const found: Finding[] = [];
    for (const name of Object.keys(nodeOf(properties)).filter((one) => MEMBERS_OF_OBJECTS.includes(one)))
      found.push(finding(visit, everyObjectHas(name), 'Use another name', 'properties', name));
    if ('$ref' in nodeOf(properties))
      found.push(finding(visit, 'Tools take the field $ref for a reference', 'Use another name', 'properties', '$ref'));
    for (const name of Object.keys(nodeOf(properties)).filter((one) => one.includes('%')))
      found.push(
        finding(
          visit,
          `The types cannot refer to the field ${name}, because % begins an escape in a reference`,
          'Use another name',
          'properties',
          name,
        ),
      );
    if (additionalProperties === false && Object.keys(nodeOf(properties)).length === 0)
      found.push(
        finding(
          visit,
          'The type of an object that is closed and has no properties is open',
          'Write properties, or remove additionalProperties',
          'additionalProperties',
        ),
      );
    const known = new Set(namesIn(visit, shapes));
    const unknown = stringsOf(required).filter((name) => !known.has(name));
    // Conditions of unions have a finding of their own.
    if (unknown.length > 0 && !isCondition(visit))
      found.push(
        finding(
          visit,
          `The schema requires ${unknown.join(', ')}, which is not among its properties`,
          'Add the properties, or write required next to the allOf that has them',
          'required',
        ),
      );
    return found;
  });
};

/** The properties that the types can make required: those of the schema itself, and of the parts of its `allOf`. */
const namesIn = ({ file, at, value }: SpecPlace, shapes: Shapes): string[] => [
  ...Object.keys(nodeOf(nodeOf(value)['properties'])),
  ...membersOf({ file, at, value }, 'allOf').flatMap((part) =>
    '$ref' in nodeOf(part.value)
      ? Object.keys(nodeOf(nodeOf(shapes.of(part).value)['properties']))
      : namesIn(part, shapes),
  ),
];
