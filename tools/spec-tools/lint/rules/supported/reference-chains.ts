import { nodeOf } from '../../../shared/json.ts';
import { finding, type Rule } from '../../../spec-files/spec-view.ts';

/** A reference leads to the object itself: the types do not follow a second one. Schemas are types of their own, and may. */
export const referencesAreDirect: Rule = ({ visits, files }) =>
  visits.flatMap((visit) => {
    const ref = visit.value['$ref'];
    const target = visit.kind === 'reference' && typeof ref === 'string' ? files.target(visit.file, ref) : undefined;
    if (!target || !('$ref' in nodeOf(target.value))) return [];
    return [finding(visit, `The reference ${ref} leads to another reference`, 'Refer to the target of that', '$ref')];
  });
