import { isNode, nodeOf, stringsOf } from '../../../shared/json.ts';
import type { SpecPlace } from '../../../spec-files/spec-files.ts';
import { finding, type Finding, type Rule } from '../../../spec-files/spec-view.ts';
import type { Visit } from '../../../spec-files/spec-walk.ts';
import { isCondition } from './schema-unions.ts';
import { membersOf, Shapes } from './shapes.ts';

/** The fields of an object have names that JavaScript can have, and `required` names fields that exist. */
export const fieldsExist: Rule = ({ visits, files }) => {
  const shapes = new Shapes(files);
  const wholes = wholesOf(visits);
  return visits.flatMap((visit) => {
    if (visit.kind !== 'schema') return [];
    const found: Finding[] = [];
    if (isNode(visit.value['properties']) && Object.hasOwn(visit.value['properties'], '__proto__'))
      found.push(finding(visit, 'No object can have a field __proto__', 'Use another name', 'properties', '__proto__'));
    const known = new Set(namesIn(wholes.get(keyOf(visit)) ?? visit, shapes));
    const unknown = stringsOf(visit.value['required']).filter((name) => !known.has(name));
    // Conditions of unions have a finding of their own.
    if (unknown.length > 0 && !isCondition(visit))
      found.push(
        finding(
          visit,
          `The schema requires ${unknown.join(', ')}, which is not among its properties`,
          'Add the properties, or remove the names',
          'required',
        ),
      );
    return found;
  });
};

/** For each part of an `allOf`, the outermost schema that it is a part of. */
function wholesOf(visits: readonly Visit[]): Map<string, SpecPlace> {
  const wholes = new Map<string, SpecPlace>();
  for (const visit of visits)
    if (visit.kind === 'schema')
      for (const part of membersOf(visit, 'allOf')) wholes.set(keyOf(part), wholes.get(keyOf(visit)) ?? visit);
  return wholes;
}

const keyOf = ({ file, at }: SpecPlace): string => `${file.path} ${at.join(' ')}`;

function namesIn(schema: SpecPlace, shapes: Shapes, depth = 8): string[] {
  const place = shapes.of(schema);
  const own = Object.keys(nodeOf(nodeOf(place.value)['properties']));
  if (depth === 0) return own;
  return [
    ...own,
    ...['allOf', 'oneOf', 'anyOf']
      .flatMap((field) => membersOf(place, field))
      .flatMap((part) => namesIn(part, shapes, depth - 1)),
  ];
}
