import { isNode, nodeOf, stringsOf } from '../../../shared/json.ts';
import { finding, type Finding, type Rule } from '../../../spec-files/spec-view.ts';
import type { SpecFiles, SpecPlace } from '../../../spec-files/spec-files.ts';
import type { Visit } from '../../../spec-files/spec-walk.ts';
import { membersOf, Shapes } from './shapes.ts';

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
    const constant = typeof name === 'string' ? constantOf(targets[index]!, name) : undefined;
    if (constant !== undefined && typeof constant !== 'string')
      return [
        finding(
          member,
          `The discriminator compares texts, and the constant ${String(constant)} of this model is not a text`,
          'Write a string, or remove the discriminator: the constants tell the models apart',
        ),
      ];
    if (
      typeof name === 'string' &&
      constant !== undefined &&
      !isNamed(visit, constant, String(nodeOf(member.value)['$ref']))
    )
      return [
        finding(
          visit,
          `The types take the name of the model for ${String(constant)}, for which the discriminator has no mapping`,
          'Add it to mapping',
          'discriminator',
        ),
      ];
    if (typeof name !== 'string' || constant !== undefined) return [];
    return [
      finding(
        member,
        `The model does not require the field ${name} with a constant, which should tell it from the others`,
        'Add it to required, and to properties with const',
      ),
    ];
  });
  for (const [value, ref] of Object.entries(nodeOf(mapping))) {
    const target = typeof ref === 'string' ? files.target(visit.file, ref) : undefined;
    const isMember = target && targets.some((one) => one.value === target.value);
    const constant = isMember && typeof name === 'string' ? constantOf(target, name) : undefined;
    if (typeof constant === 'string' && constant !== value)
      found.push(
        finding(
          visit,
          `The mapping of ${value} leads to a model with another constant`,
          'Write the constant of the model',
          'discriminator',
          'mapping',
          value,
        ),
      );
    if (!isMember)
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

/** Whether the types find the model: by the mapping, whose targets have findings of their own, or by its name. */
function isNamed({ value }: Visit, constant: unknown, ref: string): boolean {
  const mapping = nodeOf(nodeOf(value['discriminator'])['mapping']);
  const [, name] = /([^/]+?)(?:\.yaml)?$/.exec(ref) ?? [];
  return name === constant || Object.hasOwn(mapping, String(constant)) || Object.values(mapping).includes(ref);
}

/** The value by which the mock, which does not know discriminators, tells a model from the others. */
function constantOf({ value }: SpecPlace, name: string): unknown {
  const { properties, required } = nodeOf(value);
  return stringsOf(required).includes(name) ? nodeOf(nodeOf(properties)[name])['const'] : undefined;
}
