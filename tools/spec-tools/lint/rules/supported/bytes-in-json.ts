import { isNode } from '../../../shared/json.ts';
import type { SpecPlace } from '../../../spec-files/spec-files.ts';
import { finding, inside, type Finding, type Rule } from '../../../spec-files/spec-view.ts';
import { carrierOf } from './media-types.ts';
import { isBytes } from './shapes.ts';

/** JSON has no bytes: a file that is nested in it would be sent as an empty object. */
export const jsonHasNoBytes: Rule = ({ visits, files }) => {
  const seen = new Set<unknown>();
  const search = (place: SpecPlace): Finding[] => {
    const { value } = place;
    if ((!isNode(value) && !Array.isArray(value)) || seen.has(value)) return [];
    seen.add(value);
    if (isNode(value) && isSchemaOfBytes(value))
      return [
        finding(
          place,
          'JSON cannot contain bytes',
          'Write contentEncoding: base64 for text, or send the file as a form or as the whole body',
          'format' in value ? 'format' : 'contentMediaType',
        ),
      ];
    const ref = isNode(value) ? value['$ref'] : undefined;
    const target = typeof ref === 'string' ? files.target(place.file, ref) : undefined;
    return [
      ...(target ? search(target) : []),
      ...Object.keys(value).flatMap((step) => (PAYLOADS.has(step) ? [] : search(inside(place, step)))),
    ];
  };
  return visits.flatMap((visit) => {
    const type = visit.at.at(-1) ?? '';
    return visit.kind === 'media' && carrierOf(type) === 'JSON' ? search(inside(visit, 'schema')) : [];
  });
};

const PAYLOADS = new Set(['default', 'example', 'examples', 'enum', 'const']);

/** A field of a model may be called `format`, and is then an object. */
const isSchemaOfBytes = (value: Record<string, unknown>): boolean =>
  isBytes(value) && ['format', 'contentMediaType'].some((field) => typeof value[field] === 'string');
