import { listOf, nodeOf } from '../../../shared/json.ts';
import { finding, inside, parametersOf, type Finding, type Rule } from '../../../spec-files/spec-view.ts';
import type { Visit } from '../../../spec-files/spec-walk.ts';
import { explodes } from './parameter-styles.ts';
import { Shapes } from './shapes.ts';

const DOTS = new Set(['', '.', '..']);

/** The documented values of a parameter can be sent, and the receiver can tell them from the signs around them. */
export const valuesAreSendable: Rule = ({ visits, files }) => {
  const shapes = new Shapes(files);
  return visits.flatMap((visit) =>
    visit.kind === 'parameter'
      ? [...segmentFindings(visit, shapes), ...listFindings(visit, shapes), ...fieldFindings(visit, shapes)]
      : [],
  );
};

const valuesOf = (schema: unknown): unknown[] => {
  const { enum: closed, 'x-extensible-enum': open, const: constant } = nodeOf(schema);
  return [...listOf(closed), ...listOf(open), constant];
};

function segmentFindings(visit: Visit, shapes: Shapes): Finding[] {
  const values = visit.value['in'] === 'path' ? valuesOf(shapes.of(inside(visit, 'schema')).value) : [];
  const lost = values.find((one) => DOTS.has(String(one ?? 'none')));
  if (lost === undefined) return [];
  return [finding(visit, `No segment of a path can be ${JSON.stringify(lost)}`, 'Remove the value', 'schema')];
}

/** A list in one text has a sign between its values. */
function listFindings(visit: Visit, shapes: Shapes): Finding[] {
  const { in: location, style = location === 'query' ? 'form' : 'simple', explode } = visit.value;
  const sign = style === 'pipeDelimited' ? '|' : style === 'simple' || !explodes(String(style), explode) ? ',' : '';
  const items = inside(shapes.of(inside(visit, 'schema')), 'items');
  const split = sign && valuesOf(shapes.of(items).value).find((one) => String(one).includes(sign));
  if (!split || items.value === undefined) return [];
  return [
    finding(
      visit,
      `The value ${String(split)} has the sign that is between the values of the list`,
      'Use the style form with explode: true in the query, or other values',
      'schema',
    ),
  ];
}

/** A field of a deepObject is `filter[from]` on the wire. */
function fieldFindings(visit: Visit, shapes: Shapes): Finding[] {
  const fields = visit.value['style'] === 'deepObject' ? (shapes.fields(inside(visit, 'schema')) ?? []) : [];
  const name = fields.map(({ at }) => at.at(-1)!).find((one) => /[[\]]/.test(one));
  if (name === undefined) return [];
  return [finding(visit, `The field ${name} of a deepObject has brackets of its own`, 'Use another name', 'schema')];
}

/** No other parameter looks like a field of a deepObject. */
export const deepFieldsAreUnique: Rule = ({ operations, files }) =>
  operations.flatMap((operation) => {
    const query = parametersOf(files, operation).filter((one) => one['in'] === 'query');
    const deep = query.filter((one) => one['style'] === 'deepObject').map((one) => String(one['name']));
    const twin = query.map((one) => String(one['name'])).find((name) => deep.some((one) => name.startsWith(`${one}[`)));
    if (twin === undefined) return [];
    const message = `The query parameter ${twin} looks like a field of the deepObject`;
    return [finding(operation, message, 'Give one of them another name', 'parameters')];
  });
