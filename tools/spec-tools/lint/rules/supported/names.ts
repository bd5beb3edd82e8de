import { capital } from '../../../shared/capital.ts';
import { nodeOf } from '../../../shared/json.ts';
import { MEMBERS_OF_OBJECTS } from './reserved-names.ts';
import { finding, parametersOf, type Finding, type Rule } from '../../../spec-files/spec-view.ts';

/** Names that mean something to JavaScript: an object with `then` is a promise, one with `toJSON` another value in JSON. */
const TAKEN_BY_LANGUAGE = new Set([...MEMBERS_OF_OBJECTS, 'then', 'catch', 'finally', 'prototype', 'toJSON']);

/** Members of the client, next to the groups of resources. */
export const TAKEN_BY_CLIENT: ReadonlySet<string> = new Set(['api', 'authenticate', 'request']);

/** Longer names fill a line of an editor without saying more. */
const MAX_LENGTH = 60;

/** Methods and resources have names that an object can have as its own. */
export const membersAreNamed: Rule = ({ operations, visits }) => [
  ...operations.flatMap((operation) => {
    const id = operation.value['operationId'];
    const verb = typeof id === 'string' ? id.slice(id.lastIndexOf('.') + 1) : '';
    const problem = TAKEN_BY_LANGUAGE.has(verb)
      ? `No method can be called ${verb}, which means something to JavaScript`
      : verb.length > MAX_LENGTH
        ? `The method name has ${verb.length} letters, more than ${MAX_LENGTH}`
        : undefined;
    return problem ? [finding(operation, problem, 'Give the method another name', 'operationId')] : [];
  }),
  ...visits.flatMap((visit) => {
    const namespace = visit.kind === 'tag' ? visit.value['x-namespace'] : undefined;
    if (typeof namespace !== 'string') return [];
    const [group = '', resource = ''] = namespace.split('.');
    const taken =
      [group, resource].find((name) => TAKEN_BY_LANGUAGE.has(name)) ?? (TAKEN_BY_CLIENT.has(group) && group);
    if (!taken) return [];
    const message = `No resource can be called ${taken}, which the client or JavaScript has`;
    return [finding(visit, message, 'Give the resource another name', 'x-namespace')];
  }),
];

/** Tags become classes and files, so their namespaces differ in more than capital letters and the place of the dot. */
export const resourcesAreUnique: Rule = ({ visits }) => {
  const taken = new Map<string, string>();
  return visits.flatMap((visit) => {
    const namespace = visit.kind === 'tag' ? visit.value['x-namespace'] : undefined;
    if (typeof namespace !== 'string') return [];
    const key = namespace.replaceAll('.', '').toLowerCase();
    const other = taken.get(key);
    taken.set(key, namespace);
    if (other === undefined) return [];
    const message = `The namespaces ${other} and ${namespace} become the same class`;
    return [finding(visit, message, 'Give the resource another name', 'x-namespace')];
  });
};

/** The types of the arguments of a resource have names of their own. */
export const argumentTypesAreUnique: Rule = (spec) => {
  const taken = new Map<string, string>();
  return spec.operations.flatMap((operation): Finding[] => {
    const id = String(operation.value['operationId'] ?? '');
    const stem = capital(id.slice(id.lastIndexOf('.') + 1));
    const owner = id.slice(0, id.lastIndexOf('.'));
    const body = 'requestBody' in operation.value;
    const names = [
      ...(body ? [`${stem}Params`, `${stem}Query`] : [`${stem}Params`]),
      ...parametersOf(spec.files, operation)
        .filter(
          // A model may list values too.
          (one) =>
            one['in'] === 'path' && ['x-extensible-enum', 'enum', '$ref'].some((key) => key in nodeOf(one['schema'])),
        )
        .map((one) => stem + capital(String(one['name']))),
      ...['header', 'cookie'].flatMap((place) =>
        parametersOf(spec.files, operation).some((one) => one['in'] === place) ? [`${stem}${capital(place)}s`] : [],
      ),
    ];
    return names.flatMap((name) => {
      const key = `${owner}.${name}`;
      const other = taken.get(key);
      taken.set(key, id);
      if (other === undefined) return [];
      const message = `The arguments of ${other} and ${id} have types with the same name ${name}`;
      return [finding(operation, message, 'Give the method or the path parameter another name', 'operationId')];
    });
  });
};
