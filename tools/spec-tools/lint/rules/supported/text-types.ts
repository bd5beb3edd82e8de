import { finding, inside, type Rule } from '../../../spec-files/spec-view.ts';
import type { SpecPlace } from '../../../spec-files/spec-files.ts';
import type { Visit } from '../../../spec-files/spec-walk.ts';
import { nodeOf } from '../../../shared/json.ts';
import { carrierOf } from './media-types.ts';
import { membersOf, Shapes } from './shapes.ts';

/** Parameters and the fields of forms travel as texts, which the mock reads by the type that the schema itself has: a union of types is no such type. */
export const textsHaveTypes: Rule = ({ visits, files }) => {
  const shapes = new Shapes(files);
  const hasType = (schema: SpecPlace): boolean => {
    const place = shapes.of(schema);
    return 'type' in nodeOf(place.value) || membersOf(place, 'allOf').some(hasType);
  };
  return visits.flatMap((visit) =>
    textsOf(visit, shapes)
      .filter((schema) => !hasType(schema) && shapes.isScalar(schema) && !shapes.isOf(schema, ['string']))
      .map(() =>
        finding(visit, 'The mock cannot tell by the schema which texts are no strings', 'Write type', 'schema'),
      ),
  );
};

/** The schemas of the values that travel as texts. */
function textsOf(visit: Visit, shapes: Shapes): SpecPlace[] {
  const isForm = visit.kind === 'media' && carrierOf(visit.at.at(-1) ?? '').endsWith('form');
  if (visit.kind !== 'parameter' && !isForm) return [];
  const schema = inside(visit, 'schema');
  const values = [...(isForm ? [] : [schema]), ...(shapes.fields(schema) ?? [])];
  return values.flatMap((one) => [one, inside(shapes.of(one), 'items')]);
}
