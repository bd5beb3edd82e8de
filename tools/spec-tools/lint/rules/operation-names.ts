import { stringsOf } from '../../shared/json.ts';
import { finding, type Finding, type OperationVisit, type Rule } from '../../spec-files/spec-view.ts';

/** `operationId` is the method in the SDK: the namespace of the tag, and a unique method name. */
export const operationsAreNamed: Rule = ({ operations, namespaces }) => {
  const taken = new Map<string, OperationVisit>();
  return operations.flatMap((operation) => {
    const id = String(operation.value['operationId'] ?? '');
    const found = nameFindings(operation, id, namespaces);
    const other = taken.get(id.toLowerCase());
    if (id && other)
      found.push(
        finding(
          operation,
          `The operationId ${id} is already used by ${other.method} ${other.under.path}`,
          'Give one of the two another method name',
          'operationId',
        ),
      );
    taken.set(id.toLowerCase(), operation);
    return found;
  });
};

function nameFindings(operation: OperationVisit, id: string, namespaces: Map<string, string>): Finding[] {
  const [tag, ...more] = stringsOf(operation.value['tags']);
  if (tag === undefined || more.length > 0)
    return [finding(operation, 'An operation has exactly one tag', 'Use only the tag of its resource', 'tags')];
  const namespace = namespaces.get(tag);
  if (namespace === undefined)
    return [
      finding(
        operation,
        `The tag ${tag} has no x-namespace in openapi.yaml`,
        'Add the tag there, with the namespace of the resource in the SDK',
        'tags',
      ),
    ];
  const verb = id.startsWith(`${namespace}.`) ? id.slice(namespace.length + 1) : '';
  if (/^[a-z][A-Za-z0-9]*$/.test(verb)) return [];
  return [
    finding(
      operation,
      id ? `The operationId ${id} is not the method in the SDK` : 'The operationId is missing',
      `Write ${namespace}.<method>, with the method in camelCase`,
      'operationId',
    ),
  ];
}
