import { isNode } from '../../../shared/json.ts';
import { CHILDREN, type Kind } from '../../../spec-files/spec-walk.ts';
import { finding, inside, type Finding, type Rule } from '../../../spec-files/spec-view.ts';
import type { SpecPlace } from '../../../spec-files/spec-files.ts';
import { LABELS } from './kinds.ts';

/** Where an object belongs there is one: the other rules look only into objects. */
export const objectsAreObjects: Rule = ({ visits }) =>
  visits.flatMap((visit) => {
    const { one = {}, list = {}, named = {} } = CHILDREN[visit.kind];
    const expect = (kind: Kind, place: SpecPlace): Finding[] => (isNode(place.value) ? [] : [notAnObject(kind, place)]);
    const below = (steps: string[], kind: Kind): Finding[] => expect(kind, inside(visit, ...steps));
    return [
      ...present(visit.value, one).flatMap(([field, kind]) =>
        field === 'additionalProperties' && typeof visit.value[field] === 'boolean' ? [] : below([field], kind),
      ),
      ...present(visit.value, list).flatMap(([field, kind]) => {
        const items = visit.value[field];
        if (!Array.isArray(items))
          return [finding(visit, `The value of ${field} is not a list`, 'Write a list', field)];
        return items.flatMap((_, index) => below([field, String(index)], kind));
      }),
      ...present(visit.value, named).flatMap(([field, kind]) => {
        const entries = visit.value[field];
        if (!isNode(entries))
          return [finding(visit, `The value of ${field} is not an object`, 'Write names with values', field)];
        return Object.keys(entries).flatMap((name) => below([field, name], kind));
      }),
    ];
  });

const present = (value: object, fields: Readonly<Record<string, Kind>>): [string, Kind][] =>
  Object.entries(fields).filter(([field]) => Object.hasOwn(value, field));

function notAnObject(kind: Kind, place: SpecPlace): Finding {
  if (kind !== 'schema' || typeof place.value !== 'boolean')
    return finding(place, `The value is not an object, as ${LABELS[kind]} must be`, 'Write an object');
  const remedy = place.value ? 'Write {}, with x-free-form if it has no fixed shape' : 'Remove the field';
  return finding(place, 'The types and the mock do not know schemas that are true or false', remedy);
}
