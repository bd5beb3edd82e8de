import { isNode, listOf, nodeOf, type Node } from '../../shared/json.ts';
import { keyOf } from '../../reference/inventory.ts';
import type { SpecFiles, SpecPlace } from '../../spec-files/spec-files.ts';
import { finding, resolved, type Finding, type OperationVisit, type Rule } from '../../spec-files/spec-view.ts';

/** The error responses of every operation, unless the API reference says otherwise. */
const ERRORS = ['401', '403', '500', 'default'];

/** Every operation has a description, its error responses, and examples of the request and the success responses. */
export const responsesAreComplete: Rule = ({ operations, files, inventory }) => {
  const reference = new Map(inventory.operations.map((one) => [keyOf(one), one]));
  return operations.flatMap((operation) => {
    const found: Finding[] = [];
    if (!String(operation.value['description'] ?? '').trim())
      found.push(finding(operation, 'The description is missing', 'Describe what the operation does', 'operationId'));
    const known = reference.get(keyOf({ method: operation.method, path: operation.under.path }));
    const responses = nodeOf(operation.value['responses']);
    const missing = ERRORS.filter((status) => !(status in responses) && (known?.statuses.includes(status) ?? true));
    if (missing.length > 0)
      found.push(
        finding(
          operation,
          `The responses ${missing.join(', ')} are missing`,
          'Refer to the shared responses',
          'responses',
        ),
      );
    return [...found, ...exampleFindings(operation, files)];
  });
};

function exampleFindings(operation: OperationVisit, files: SpecFiles): Finding[] {
  const bodies = [{ steps: ['requestBody'], name: 'request body' }];
  for (const status of Object.keys(nodeOf(operation.value['responses'])))
    if (status.startsWith('2')) bodies.push({ steps: ['responses', status], name: `response ${status}` });
  return bodies.flatMap(({ steps, name }) => {
    let value: unknown = operation.value;
    for (const step of steps) value = nodeOf(value)[step];
    const place: SpecPlace = { file: operation.file, at: [...operation.at, ...steps], value };
    const content = nodeOf(nodeOf(resolved(files, place)?.value)['content']);
    const bare = Object.entries(content).some(([type, media]) => /json/.test(type) && !hasExample(nodeOf(media)));
    return bare ? [finding(place, `The ${name} has no example`, 'Add one that continues the story of the others')] : [];
  });
}

const hasExample = (media: Node): boolean =>
  'example' in media || (isNode(media['examples']) && listOf(Object.keys(media['examples'])).length > 0);
