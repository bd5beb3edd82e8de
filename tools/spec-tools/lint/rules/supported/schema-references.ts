import { finding, type Finding, type Rule } from '../../../spec-files/spec-view.ts';
import type { SpecPlace } from '../../../spec-files/spec-files.ts';
import type { Visit } from '../../../spec-files/spec-walk.ts';
import { ANNOTATIONS } from './annotations.ts';

/** A schema refers to a model, and says nothing else that a value must fulfil: types and mock drop what is next to a `$ref`. */
export const schemasReferToModels: Rule = ({ visits, files }) =>
  visits.flatMap((visit) => {
    const ref = visit.value['$ref'];
    if (visit.kind !== 'schema' || typeof ref !== 'string') return [];
    const target = files.target(visit.file, ref);
    return [...siblingFindings(visit), ...(target && !isModel(target) ? [partFinding(visit, ref)] : [])];
  });

const siblingFindings = (visit: Visit): Finding[] =>
  Object.keys(visit.value)
    .filter((field) => field !== '$ref' && !ANNOTATIONS.has(field))
    .map((field) =>
      finding(visit, `Types and mock drop ${field} next to a $ref`, 'Write allOf: [{ $ref: … }, { … }]', field),
    );

const partFinding = (visit: Visit, ref: string): Finding =>
  finding(
    visit,
    `The reference ${ref} leads to a part of a file, which becomes a model with the name of the part`,
    'Move the part to a file of its own, and refer to that',
    '$ref',
  );

/** A model is a whole file, or an entry of the components. */
export const isModel = ({ at }: SpecPlace): boolean =>
  at.length === 0 || (at[0] === 'components' && at[1] === 'schemas' && at.length === 3);
