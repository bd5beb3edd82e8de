import { nodeOf } from '../../../shared/json.ts';
import { finding, type Rule } from '../../../spec-files/spec-view.ts';
import type { SpecPlace } from '../../../spec-files/spec-files.ts';
import { ANNOTATIONS } from './annotations.ts';
import { membersOf } from './shapes.ts';

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

/** The types make one union of `anyOf` and of what is next to it, so that a value may lack the rest. */
export const anyOfIsAlone: Rule = ({ visits }) =>
  visits.flatMap((visit) => {
    if (visit.kind !== 'schema' || !('anyOf' in visit.value)) return [];
    const other = Object.keys(visit.value).find(
      (key) => !['anyOf', 'discriminator'].includes(key) && !key.startsWith('x-') && !ANNOTATIONS.has(key),
    );
    if (other === undefined) return [];
    const message = `The types take ${other} for one more alternative of anyOf`;
    return [finding(visit, message, 'Write allOf: [{ anyOf: … }, { … }]', other)];
  });
