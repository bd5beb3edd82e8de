import { everyObjectHas, MEMBERS_OF_OBJECTS } from './reserved-names.ts';
import { finding, inside, type Finding, type Rule } from '../../../spec-files/spec-view.ts';
import type { Visit } from '../../../spec-files/spec-walk.ts';
import { headerProblem, isToken } from './header-names.ts';
import { explodes, hasShape, STYLES, type Location } from './parameter-styles.ts';
import { Shapes } from './shapes.ts';

/** The client can send a parameter: by its name, its style, and the shape of its values. */
export const parametersAreSendable: Rule = ({ visits, files }) => {
  const shapes = new Shapes(files);
  return visits.flatMap((visit) => {
    const location = visit.value['in'];
    if (visit.kind !== 'parameter' || typeof location !== 'string' || !Object.hasOwn(STYLES, location)) return [];
    return [
      ...nameFindings(visit, location as Location),
      ...styleFindings(visit, location as Location, shapes),
      ...flagFindings(visit, location as Location, shapes),
    ];
  });
};

function nameFindings(visit: Visit, location: Location): Finding[] {
  const name = String(visit.value['name'] ?? '');
  const report = (problem: string, remedy: string): Finding[] => [finding(visit, problem, remedy, 'name')];
  if (location === 'path' && !/^[A-Za-z_]\w*$/.test(name))
    return report(
      `The path parameter ${name} cannot be the name of an argument`,
      'Use letters, digits and underscores',
    );
  if (MEMBERS_OF_OBJECTS.includes(name)) return report(everyObjectHas(name), 'Use another name');
  const problem = location === 'header' ? headerProblem(name) : undefined;
  if (problem) return report(problem, 'Use another name, or remove the parameter');
  if (location === 'cookie' && !isToken(name))
    return report(`${JSON.stringify(name)} is not the name of a cookie`, 'Use letters, digits and hyphens');
  return [];
}

function styleFindings(visit: Visit, location: Location, shapes: Shapes): Finding[] {
  const { style: written, explode: flag } = visit.value;
  const allowed = STYLES[location];
  const style = written === undefined ? allowed[0]! : allowed.find((one) => one.style === written);
  if (!style) {
    const problem =
      written === 'spaceDelimited'
        ? 'The mock rejects every value in the style spaceDelimited'
        : `The client does not send the style ${String(written)} in a ${location} parameter`;
    return [finding(visit, problem, `Write ${allowed.map((one) => one.style).join(', or ')}`, 'style')];
  }
  const found: Finding[] = [];
  if (!style.explode.includes(explodes(style.style, flag)))
    found.push(
      finding(
        visit,
        `The style ${style.style} is not defined for this explode`,
        `Write explode: ${String(style.explode[0])}`,
        flag === undefined ? 'style' : 'explode',
      ),
    );
  const schema = inside(visit, 'schema');
  if (schema.value !== undefined && !style.shapes.some((shape) => hasShape(shapes, schema, shape))) {
    const expected = style.shapes.join(' or ');
    const others = allowed.filter((one) => one !== style).map((one) => `${one.style} for ${one.shapes.join(' or ')}`);
    found.push(
      finding(
        visit,
        `The schema of a ${location} parameter in the style ${style.style} must be ${expected}`,
        ['Write such a schema, without null', ...others].join(', or use the style '),
        'schema',
      ),
    );
  }
  return found;
}

function flagFindings(visit: Visit, location: Location, shapes: Shapes): Finding[] {
  const { required, deprecated, allowEmptyValue } = visit.value;
  const found: Finding[] = [];
  if (location === 'path' && required !== true)
    found.push(finding(visit, 'A path parameter is not required', 'Write required: true', 'required'));
  if (location === 'path' && deprecated === true)
    found.push(
      finding(visit, 'No call can omit a path parameter that is deprecated', 'Deprecate the operation', 'deprecated'),
    );
  if (allowEmptyValue === true && !(location === 'query' && shapes.isOf(inside(visit, 'schema'), ['string'])))
    found.push(finding(visit, 'Only a string in the query can be empty', 'Remove allowEmptyValue', 'allowEmptyValue'));
  return found;
}
