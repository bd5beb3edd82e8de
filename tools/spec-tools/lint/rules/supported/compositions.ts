import { isNode, nodeOf } from '../../../shared/json.ts';
import { finding, inside, type Rule } from '../../../spec-files/spec-view.ts';
import { membersOf, Shapes } from './shapes.ts';

/** Members of `allOf` do not close or type the fields of the others: the mock merges them, and types intersect them. */
export const compositionsAreOpen: Rule = ({ visits, files }) => {
  const shapes = new Shapes(files);
  return visits.flatMap((visit) => {
    if (visit.kind !== 'schema' || !Array.isArray(visit.value['allOf'])) return [];
    return [visit, ...membersOf(visit, 'allOf')].flatMap((part) => {
      const { additionalProperties } = nodeOf(shapes.of(part).value);
      if (additionalProperties === undefined || additionalProperties === true) return [];
      const message = 'A part of allOf limits additionalProperties, which excludes the fields of the other parts';
      const steps = part.value === visit.value ? ['additionalProperties'] : [];
      return [finding(part, message, 'Write one object with all fields, or remove the limit', ...steps)];
    });
  });
};

/** Further fields of one type are beside properties of this type: otherwise no object has the intersection as its type. */
export const furtherFieldsFit: Rule = ({ visits, files }) => {
  const shapes = new Shapes(files);
  return visits.flatMap((visit) => {
    const { properties, additionalProperties } = visit.value;
    if (visit.kind !== 'schema' || !isNode(properties) || !isNode(additionalProperties)) return [];
    const allowed = [...(shapes.types(inside(visit, 'additionalProperties')) ?? [])];
    const limited = Object.keys(nodeOf(shapes.of(inside(visit, 'additionalProperties')).value));
    const plain = !limited.some((field) => ['enum', 'const', 'oneOf', 'anyOf', 'allOf'].includes(field));
    const scalars = plain && allowed.length > 0 && !allowed.some((type) => type === 'object' || type === 'array');
    const fit = Object.keys(properties).every((name) => shapes.isOf(inside(visit, 'properties', name), allowed));
    if (scalars && fit) return [];
    const message = 'The type of additionalProperties does not allow the properties next to it';
    return [
      finding(visit, message, 'Write additionalProperties: true, or move them to a field', 'additionalProperties'),
    ];
  });
};
