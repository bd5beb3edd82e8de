import { nodeOf } from '../../shared/json.ts';
import { finding, type Rule } from '../../spec-files/spec-view.ts';

/** `Id of the Smart Transaction (`STX_…`)`, also with more about it, but not one of several kinds: `Id of the merchant (`MRC_…`), store (`STO_…`)`. */
const ID = /^Id of [^`(]*\(`([A-Z]{3}_)…`[^)]*\)(?!, \w+ \(`)/;

/** An id whose description says what it starts with says so for the types too, and the other way round. */
export const idPrefixesAreMarked: Rule = (spec) =>
  spec.visits.flatMap((visit) => {
    const { kind, value } = visit;
    const description = typeof value['description'] === 'string' ? value['description'] : '';
    const schema = kind === 'parameter' ? nodeOf(value['schema']) : value;
    if ((kind !== 'parameter' && kind !== 'schema') || schema['$ref'] !== undefined) return [];
    if (kind === 'schema' && ![schema['type']].flat().includes('string')) return [];
    const marked = schema['x-id-prefix'];
    const [, described] = ID.exec(description) ?? [];
    if (described && marked === undefined && !(kind === 'schema' && isIdOfModel(visit.file.path, visit.at, spec)))
      return [
        finding(visit, `The id starts with ${described}, but has no x-id-prefix`, `Add x-id-prefix: ${described}`),
      ];
    if (described && marked !== undefined && marked !== described)
      return [
        finding(visit, `x-id-prefix is ${String(marked)}, and the description says ${described}`, `Write ${described}`),
      ];
    return [];
  });

/** The field `id` of a model with a prefix has that of the model. */
function isIdOfModel(path: string, at: readonly string[], { visits }: Parameters<Rule>[0]): boolean {
  if (at.at(-1) !== 'id' || at.at(-2) !== 'properties') return false;
  return visits.some(
    ({ file, at: place, value }) => file.path === path && place.length === 0 && 'x-id-prefix' in value,
  );
}
