import { nodeOf, stringsOf, type Node } from '../../../shared/json.ts';
import { finding, type Finding, type Rule } from '../../../spec-files/spec-view.ts';
import type { Visit } from '../../../spec-files/spec-walk.ts';
import { isCondition } from './schema-unions.ts';
import { compiles, isScalar } from './value.ts';
import { typeOf } from './shapes.ts';

/** The types that a keyword is about: on values of other types, no tool checks it. */
const ABOUT: Readonly<Record<string, readonly string[]>> = {
  ...each(['minLength', 'maxLength', 'pattern', 'format', 'contentEncoding', 'contentMediaType'], ['string']),
  ...each(['minimum', 'maximum'], ['integer', 'number']),
  ...each(['items', 'minItems', 'maxItems'], ['array']),
  ...each(['properties', 'required', 'additionalProperties'], ['object']),
};

function each(keywords: readonly string[], types: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(keywords.map((keyword) => [keyword, types]));
}

/** The keywords of a schema fit to its type, and its values too: tools take what does not fit for true. */
export const keywordsFitTypes: Rule = ({ visits }) =>
  visits.flatMap((visit) => {
    if (visit.kind !== 'schema') return [];
    return [...keywordFindings(visit), ...limitFindings(visit), ...valueFindings(visit)];
  });

const typesIn = (schema: Node): string[] => (schema['type'] === undefined ? [] : stringsOf([schema['type']].flat()));

function keywordFindings(visit: Visit): Finding[] {
  const types = typesIn(visit.value);
  // A part of a composition gets its type from the others.
  const isPart =
    visit.at.at(-2) === 'allOf' || isCondition(visit) || ['allOf', '$ref'].some((field) => field in visit.value);
  return Object.entries(ABOUT).flatMap(([keyword, about]) => {
    if (!(keyword in visit.value) || about.some((type) => types.includes(type))) return [];
    if (types.length > 0)
      return [
        finding(
          visit,
          `The keyword ${keyword} says nothing about the type ${types.join(' or ')}`,
          'Remove it, or correct the type',
          keyword,
        ),
      ];
    return isPart || CONTENT.has(keyword)
      ? []
      : [finding(visit, `The schema has ${keyword}, and no type`, `Write type: ${about[0]}`, keyword)];
  });
}

/** In a body of bytes, these stand alone. */
const CONTENT = new Set(['contentMediaType', 'contentEncoding']);

function limitFindings(visit: Visit): Finding[] {
  const found: Finding[] = [];
  for (const [low, high] of [
    ['minLength', 'maxLength'],
    ['minimum', 'maximum'],
    ['minItems', 'maxItems'],
  ] as const)
    if (Number(visit.value[low]) > Number(visit.value[high]))
      found.push(finding(visit, `${low} is more than ${high}, so no value is valid`, 'Correct one of them', low));
  const beside = ['pattern', 'minLength', 'maxLength'].find((keyword) => keyword in visit.value);
  if (beside && 'format' in visit.value)
    found.push(
      finding(visit, `The contract tests cannot make values with a format and ${beside}`, 'Keep one of them', beside),
    );
  return found;
}

function valueFindings(visit: Visit): Finding[] {
  const { value } = visit;
  const types = typesIn(value);
  const found: Finding[] = [];
  const closed = Array.isArray(value['enum']) ? value['enum'] : [];
  if (types.length > 0 && closed.length > 0 && closed.includes(null) !== types.includes('null'))
    found.push(finding(visit, 'Only one of enum and type allows null', 'Write null in both or in neither', 'enum'));
  for (const field of ['enum', 'const', 'x-extensible-enum']) {
    const wrong = [nodeOf(value)[field]].flat().find((one) => isScalar(one) && types.length > 0 && !fits(one, types));
    if (wrong !== undefined)
      found.push(
        finding(
          visit,
          `The type does not allow the value ${String(wrong)} of ${field}`,
          'Correct the type or the value',
          field,
        ),
      );
    const outside = [nodeOf(value)[field]].flat().find((one) => isScalar(one) && !isWithin(one, value));
    if (outside !== undefined)
      found.push(
        finding(
          visit,
          `The limits of the schema exclude the value ${String(outside)} of ${field}`,
          'Correct one of them',
          field,
        ),
      );
  }
  return [...found, ...openValueFindings(visit, types)];
}

/** Whether a value has the length, the size and the form that the schema asks for. */
function isWithin(value: unknown, { pattern, minLength, maxLength, minimum, maximum }: Node): boolean {
  if (typeof value === 'number') return !(value < Number(minimum)) && !(value > Number(maximum));
  if (typeof value !== 'string') return true;
  const { length } = [...value];
  if (length < Number(minLength) || length > Number(maxLength)) return false;
  // A pattern that does not compile has a finding of its own.
  return typeof pattern !== 'string' || !compiles(pattern) || new RegExp(pattern, 'u').test(value);
}

const fits = (value: unknown, types: readonly string[]): boolean => {
  const type = typeOf(value);
  return types.includes(type) || (type === 'integer' && types.includes('number'));
};

/** The types that documented values leave open. */
const OPEN = new Set(['string', 'integer', 'number', 'null']);

/** The type of documented values is a union of literals and of everything else of their type. */
function openValueFindings(visit: Visit, types: readonly string[]): Finding[] {
  const open = visit.value['x-extensible-enum'];
  if (!Array.isArray(open) || '$ref' in visit.value) return [];
  const report = (problem: string, remedy: string): Finding[] => [finding(visit, problem, remedy, 'x-extensible-enum')];
  const kinds = new Set(open.map((one) => typeof one));
  const [kind] = kinds;
  if (kinds.size !== 1 || (kind !== 'string' && kind !== 'number'))
    return report(
      'The documented values are not all strings or all numbers',
      'Write values of one type, and null in type',
    );
  if (kind === 'number' && open.some((one) => Number(one) < 0 || !Number.isSafeInteger(one)))
    return report(
      'The types cannot document numbers that are negative, large or have decimals',
      'Describe them instead',
    );
  if (types.length === 0)
    return report('The documented values have no type', `Write type: ${kind === 'string' ? kind : 'integer'}`);
  if (types.some((type) => !OPEN.has(type)))
    return report('The types document values of strings and numbers only', 'Write such a type, with null if needed');
  if ('enum' in visit.value)
    return report('The values are documented and closed at once', 'Keep enum or x-extensible-enum');
  return [];
}
