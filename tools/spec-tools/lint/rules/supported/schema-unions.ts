import { isNode, nodeOf, stringsOf } from '../../../shared/json.ts';
import { finding, inside, type Finding, type Rule } from '../../../spec-files/spec-view.ts';
import type { SpecFiles, SpecPlace } from '../../../spec-files/spec-files.ts';
import type { Visit } from '../../../spec-files/spec-walk.ts';
import { ANNOTATIONS } from './annotations.ts';
import { membersOf, Shapes } from './shapes.ts';

/** The members of unions are values by themselves: the type of a condition is unknown. */
export const unionsHaveValues: Rule = ({ visits }) =>
  visits.flatMap((visit) =>
    visit.kind !== 'schema'
      ? []
      : ['anyOf', 'oneOf'].flatMap((field) =>
          membersOf(visit, field).flatMap((member) => {
            if (!isCondition(member)) return [];
            const message = `The type of a member of ${field} with nothing but required is unknown`;
            return [finding(member, message, 'Write the properties of each case, or describe the condition')];
          }),
        ),
  );

/** Whether a member of a union says nothing but which fields must be there. */
export const isCondition = ({ at, value }: SpecPlace): boolean =>
  /^(?:oneOf|anyOf)$/.test(at.at(-2) ?? '') &&
  Object.keys(nodeOf(value))
    .filter((key) => !ANNOTATIONS.has(key))
    .join() === 'required';

/** A discriminator chooses among the models of `oneOf`. */
export const discriminatorsChoose: Rule = ({ visits, files }) => {
  const shapes = new Shapes(files);
  return visits.flatMap((visit) =>
    visit.kind === 'schema' && isNode(visit.value['discriminator']) ? choiceFindings(visit, files, shapes) : [],
  );
};

function choiceFindings(visit: Visit, files: SpecFiles, shapes: Shapes): Finding[] {
  const { propertyName: name, mapping } = nodeOf(visit.value['discriminator']);
  const members = membersOf(visit, 'oneOf');
  if (members.length === 0)
    return [finding(visit, 'The discriminator has no oneOf next to it', 'Write oneOf, or remove it', 'discriminator')];
  const targets = members.map((member) => shapes.of(member));
  const found: Finding[] = members.flatMap((member, index) => {
    if (typeof nodeOf(member.value)['$ref'] !== 'string')
      return [
        finding(member, 'The discriminator does not know a member without a name', 'Make it a model, and refer to it'),
      ];
    if (typeof name !== 'string' || decides(targets[index]!, name)) return [];
    return [
      finding(
        member,
        `The model does not require the field ${name}, which should tell it from the others`,
        'Add it to properties and required',
      ),
    ];
  });
  for (const [value, ref] of Object.entries(nodeOf(mapping))) {
    const target = typeof ref === 'string' ? files.target(visit.file, ref) : undefined;
    if (!target || !targets.some((one) => one.value === target.value))
      found.push(
        finding(
          visit,
          `The mapping of ${value} does not lead to a member of oneOf`,
          'Write the reference of a member, as in its $ref',
          'discriminator',
          'mapping',
          value,
        ),
      );
  }
  return found;
}

function decides({ value }: SpecPlace, name: string): boolean {
  const { properties, required } = nodeOf(value);
  return name in nodeOf(properties) && stringsOf(required).includes(name);
}

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
    const scalars = allowed.length > 0 && !allowed.some((type) => type === 'object' || type === 'array');
    const fit = Object.keys(properties).every((name) => shapes.isOf(inside(visit, 'properties', name), allowed));
    if (scalars && fit) return [];
    const message = 'The type of additionalProperties does not allow the properties next to it';
    return [
      finding(visit, message, 'Write additionalProperties: true, or move them to a field', 'additionalProperties'),
    ];
  });
};
