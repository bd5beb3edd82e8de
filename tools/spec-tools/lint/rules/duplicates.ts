import { nodeOf } from '../../shared/json.ts';
import { finding, type Rule } from '../../spec-files/spec-view.ts';
import type { Visit } from '../../spec-files/spec-walk.ts';

/** The number of equal fields from which two schemas count as duplicates. */
const MIN_FIELDS = 3;

/** Two schemas with the same fields must share one component. */
export const duplicatesAreShared: Rule = ({ visits }) => {
  const groups = new Map<string, Visit[]>();
  for (const visit of visits) {
    const fields = Object.keys(nodeOf(visit.value['properties'])).sort();
    if (visit.kind !== 'schema' || fields.length < MIN_FIELDS) continue;
    const key = fields.join(', ');
    groups.set(key, [...(groups.get(key) ?? []), visit]);
  }
  return [...groups].flatMap(([fields, group]) => {
    const component = group.find(isComponent);
    const inline = group.filter((visit) => !isComponent(visit));
    const first = component ?? inline[0];
    return inline.flatMap((visit) => {
      if (!first || visit === first || areAlternatives(visit, first)) return [];
      const where = `${first.file.path}:${first.file.lineOf(first.at)}`;
      if (component) return [finding(visit, `The fields ${fields} are those of ${where}`, 'Refer to it')];
      const message = `The fields ${fields} are defined here and in ${where}`;
      return [finding(visit, message, 'Make one component of both, and refer to it')];
    });
  });
};

/** Whether the schema has a name: it is a whole file, or an entry in `components`. */
const isComponent = ({ at }: Visit): boolean => at.length === 0 || (at[0] === 'components' && at.length === 3);

/** Whether both are alternatives of one `oneOf` or `anyOf`, which often have the same fields with other values. */
const areAlternatives = (a: Visit, b: Visit): boolean =>
  /^(oneOf|anyOf)$/.test(a.at.at(-2) ?? '') && a.file === b.file && above(a) === above(b);

const above = ({ at }: Visit): string => at.slice(0, -1).join(' ');
